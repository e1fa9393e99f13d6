import { describe, expect, it } from 'vitest';
import { readExactJson } from '@/components/ui/exact-json';
import { hasConversation, partsAt } from './event-texts';
import { blockText } from './read-message';

const EXCHANGE = readExactJson(
  JSON.stringify({
    event_id: 'e',
    details: {
      calculation_type: 'llm_exchange',
      'a/b': 'one\ntwo',
      intermediate_values: { response: '{"do":1}', system: 'Be brief.', prompt: 'What now?', n: 3 },
    },
    trace: { note: 'kept' },
  }),
);

function said(address: string) {
  return partsAt(EXCHANGE, address).map(({ role, label, blocks }) => [
    role,
    label,
    ...blocks.map((block) => `${block.kind} ${blockText(block)}`),
  ]);
}

describe('the long texts of an event', () => {
  it('make a conversation in the order of speaking', () => {
    expect(said('*')).toEqual([
      ['system', 'system', 'text Be brief.'],
      ['user', 'prompt', 'text What now?'],
      ['assistant', 'response', 'json {"do":1}'],
    ]);
  });

  it('have the field at an address among them', () => {
    expect(said('/details/a~1b').at(-1)).toEqual(['field', 'a/b', 'text one\ntwo']);
    expect(said('/trace').at(-1)).toEqual(['field', 'trace', 'json {"note":"kept"}']);
    expect(said('/details/none')).toEqual(said('*'));
    expect(said('/details/intermediate_values/prompt')).toEqual(said('*'));
  });

  it('are all long fields where nobody speaks', () => {
    const event = readExactJson('{"details":{"log":"a\\nb","n":1,"list":[1]}}');
    expect(hasConversation(event)).toBe(false);
    expect(hasConversation(EXCHANGE)).toBe(true);
    expect(partsAt(event, '*').map(({ address }) => address)).toEqual([
      '/details/log',
      '/details/list',
    ]);
  });
});
