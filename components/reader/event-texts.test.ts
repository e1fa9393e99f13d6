import { describe, expect, it } from 'vitest';
import { readExactJson } from '@/components/ui/exact-json';
import { partsAt, readableFields } from './event-texts';
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
  it('are its texts, messages and trees, by address', () => {
    expect(readableFields(EXCHANGE)).toEqual([
      '/details/a~1b',
      '/details/intermediate_values/response',
      '/details/intermediate_values/system',
      '/details/intermediate_values/prompt',
      '/trace',
    ]);
  });

  it('make a conversation in the order of speaking', () => {
    expect(said('*')).toEqual([
      ['system', 'system', 'text Be brief.'],
      ['user', 'prompt', 'text What now?'],
      ['assistant', 'response', 'json {"do":1}'],
    ]);
  });

  it('are read one by one', () => {
    expect(said('/details/a~1b')).toEqual([['field', 'a/b', 'text one\ntwo']]);
    expect(said('/trace')).toEqual([['field', 'trace', 'json {"note":"kept"}']]);
    expect(said('/details/none')).toEqual([]);
  });
});
