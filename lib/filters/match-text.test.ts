import { describe, expect, it } from 'vitest';
import { matchText } from './match-text';

const line = (event: Record<string, unknown>): string =>
  JSON.stringify({ event_id: 'grain-1', event_type: 'ACTION', ...event });

describe('matchText', () => {
  it.each([
    ['in the description', 'grain', { description: 'Sells grain' }],
    ['in another case', 'GRAIN', { description: 'Sells grain' }],
    ['in capitals of other alphabets', 'ÉTÉ', { description: 'en été' }],
    ['in a value of the details', 'timeout', { details: { error_type: 'timeout' } }],
    ['in a key of the details', 'error_', { details: { error_type: 'timeout' } }],
    ['deep in the details', 'crown', { details: { a: [{ b: 'crowns' }] } }],
    ['a number as written', '3.25', { details: { price: 3.25 } }],
    ['with a quote', 'said "no"', { description: 'She said "no".' }],
    ['with a line end', 'a\nb', { details: { text: 'a\nb' } }],
    ['with characters special to regular expressions', 'a.*(b)', { description: 'a.*(b)' }],
  ])('finds a text %s', (_, text, event) => {
    expect(matchText(text)(line(event))).toBe(true);
  });

  it.each([
    ['in the id', 'grain-1', { description: 'x' }],
    ['in the name of a field', 'event_type', { details: { a: 1 } }],
    ['in details that are not an object', 'none', { details: 'none' }],
    ['in a description that is not text', '12', { description: 12 }],
    ['by regular expression', 'g.ain', { description: 'grain' }],
    ['across description and details', 'a{', { description: 'a', details: {} }],
  ])('does not find a text %s', (_, text, event) => {
    expect(matchText(text)(line(event))).toBe(false);
  });

  it('decodes escapes', () => {
    const escaped = String.raw`{"description":"caf\u00e9 \u0067rain \/ \\n","details":{"\u006bey":"\ud83d\ude00"}}`;
    for (const text of ['café', 'grain /', '\\n', 'key', '😀']) {
      expect([text, matchText(text)(escaped)]).toEqual([text, true]);
    }
    for (const text of ['\n', '\\u00e9', '\\/']) {
      expect([text, matchText(text)(escaped)]).toEqual([text, false]);
    }
  });

  it('takes the last value of a repeated field', () => {
    const twice = '{"description":"first","description":"last"}';
    expect(matchText('first')(twice)).toBe(false);
    expect(matchText('last')(twice)).toBe(true);
  });
});
