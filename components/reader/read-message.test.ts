import { describe, expect, it } from 'vitest';
import { readExactJson } from '@/components/ui/exact-json';
import { blockText, messagesIn, readMessage } from './read-message';

function read(value: unknown) {
  return messagesIn(readExactJson(JSON.stringify(value)))
    ?.map(readMessage)
    .map(({ role, label, blocks }) => ({
      role,
      label,
      says: blocks.map((block) => {
        const sign = [block.sign, block.name].filter((part) => part !== undefined).join(' ');
        return `${sign === '' ? '' : `${sign}: `}${blockText(block)}`;
      }),
    }));
}

describe('messages of a chat', () => {
  it('are read from OpenAI, with calls of tools and their results', () => {
    expect(
      read([
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'How much?' }] },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c1', function: { name: 'price', arguments: '{"good": "grain"}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'grain costs 20' },
      ]),
    ).toEqual([
      { role: 'system', label: 'developer', says: ['Be brief.'] },
      { role: 'user', label: 'user', says: ['How much?'] },
      { role: 'assistant', label: 'assistant', says: ['call price: {"good":"grain"}'] },
      { role: 'tool', label: 'tool', says: ['result c1: grain costs 20'] },
    ]);
  });

  it('are read from parts that are written as a text', () => {
    expect(
      read([
        { role: 'user', content: '[{"type":"text","text":"How much?"}]' },
        { role: 'user', content: '["a","b"]' },
      ]),
    ).toEqual([
      { role: 'user', label: 'user', says: ['How much?'] },
      { role: 'user', label: 'user', says: ['["a","b"]'] },
    ]);
  });

  it('are read from Anthropic, with thoughts', () => {
    expect(
      read([
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Hm.' },
            { type: 'tool_use', id: 'c1', name: 'price', input: { good: 'grain' } },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: '20' }] },
      ]),
    ).toEqual([
      {
        role: 'assistant',
        label: 'assistant',
        says: ['thinking: Hm.', 'call price: {"good":"grain"}'],
      },
      { role: 'user', label: 'user', says: ['result c1: 20'] },
    ]);
  });

  it.each([
    [
      'the AI SDK',
      { type: 'tool-call', toolCallId: 'c1', toolName: 'price', input: { good: 'wool' } },
    ],
    ['OpenTelemetry', { type: 'tool_call', id: 'c1', name: 'price', arguments: { good: 'wool' } }],
    ['Gemini', { functionCall: { name: 'price', args: { good: 'wool' } } }],
  ])('have the call of a tool as %s writes it', (_, part) => {
    expect(read([{ role: 'model', parts: [part] }])).toEqual([
      { role: 'assistant', label: 'model', says: ['call price: {"good":"wool"}'] },
    ]);
  });

  it('are read from the responses of OpenAI, whose items have types', () => {
    expect(
      read([
        { role: 'user', content: [{ type: 'input_text', text: 'How much?' }] },
        { type: 'function_call', call_id: 'c1', name: 'price', arguments: '{"good":"grain"}' },
        { type: 'function_call_output', call_id: 'c1', output: '20' },
      ]),
    ).toEqual([
      { role: 'user', label: 'user', says: ['How much?'] },
      { role: 'assistant', label: 'assistant', says: ['call price: {"good":"grain"}'] },
      { role: 'tool', label: 'tool', says: ['result c1: 20'] },
    ]);
  });

  it('are read from inspect_ai, whose calls name a function', () => {
    const call = {
      id: 'c1',
      function: 'web_browser_go',
      arguments: { url: 'https://example.org' },
    };
    expect(read([{ role: 'assistant', content: '', tool_calls: [call] }])).toEqual([
      {
        role: 'assistant',
        label: 'assistant',
        says: ['call web_browser_go: {"url":"https://example.org"}'],
      },
    ]);
  });

  it('are read as LangChain serialises them', () => {
    const message = (name: string, content: string) => ({
      lc: 1,
      type: 'constructor',
      id: ['langchain_core', 'messages', name],
      kwargs: { content, additional_kwargs: {} },
    });
    const both = [message('HumanMessage', 'How much?'), message('AIMessageChunk', '20')];
    expect(read({ messages: [both] })).toEqual([
      { role: 'user', label: 'human', says: ['How much?'] },
      { role: 'assistant', label: 'ai', says: ['20'] },
    ]);
  });

  it('are found in an answer with choices, and in an object with messages', () => {
    const message = { role: 'assistant', content: 'Yes.' };
    const found = [{ role: 'assistant', label: 'assistant', says: ['Yes.'] }];
    expect(read({ choices: [{ index: 0, message }] })).toEqual(found);
    expect(read({ model: 'm', messages: [message] })).toEqual(found);
    expect(read(message)).toEqual(found);
  });

  it('never have the data of a picture as text', () => {
    const picture = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } };
    const [message] = read([{ role: 'user', content: [picture] }]) ?? [];
    expect(message?.says[0]).toMatch(/^media image: \{"type":"image_url"/);
  });

  it('are not seen in other values', () => {
    expect(read([1, 2])).toBeUndefined();
    expect(read([{ role: 'mayor', name: 'Bo' }])).toBeUndefined();
    expect(read({ good: 'grain' })).toBeUndefined();
    expect(read([])).toBeUndefined();
  });
});
