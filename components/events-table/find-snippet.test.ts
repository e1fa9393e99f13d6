import { describe, expect, it } from 'vitest';
import { readEventLine } from '@/lib/events/read-event';
import { matchText } from '@/lib/filters/match-text';
import { findSnippet } from './find-snippet';

function eventOf(fields: object) {
  const line = JSON.stringify({
    event_id: 'a',
    timestamp: '2026-10-04T14:00:00Z',
    turn_number: 1,
    event_type: 'ACTION',
    ...fields,
  });
  const { event } = readEventLine(line);
  if (event === undefined) throw new Error('not an event');
  return { event, line };
}

describe('findSnippet', () => {
  it.each([
    ['a text', 'timed OUT', { error: 'the call timed out after 30 s' }],
    ['a field', 'err', { error: 'x' }],
    ['a text with quotes', 'said "no"', { answer: 'She said "no".' }],
    ['a text with a line end', 'a\nb', { text: 'a\nb' }],
    ['a number', '3.25', { price: 3.25 }],
  ])('has %s of the details, as the filter finds it', (_, text, details) => {
    const { event, line } = eventOf({ description: 'Asks the model', details });
    expect(matchText(text)(line)).toBe(true);
    const snippet = findSnippet(event, text, false);
    expect(snippet?.place).toBe('in details');
    expect(snippet?.text.toLowerCase()).toContain(text.toLowerCase().replace('\n', ' '));
  });

  it('begins shortly before the match, and is bounded', () => {
    const { event } = eventOf({
      description: 'x',
      details: { text: `${'a '.repeat(5000)}needle${' b'.repeat(5000)}` },
    });
    const text = findSnippet(event, 'needle', false)?.text ?? '';
    expect(text.indexOf('needle')).toBeLessThan(30);
    expect(text.length).toBeLessThanOrEqual(161);
  });

  it('is absent where the line shows the match, or without one', () => {
    const { event } = eventOf({ description: 'timed out', details: { error: 'timed out' } });
    expect(findSnippet(event, 'timed', false)).toBeUndefined();
    expect(findSnippet(event, 'frost', false)).toBeUndefined();
  });

  it('names the place of a match that the page cannot see', () => {
    const { event } = eventOf({ description: 'x', details: { price: 3 } });
    expect(findSnippet(event, '"price": 3', true)).toEqual({ place: 'in details', text: '' });
  });

  it('has the end of a long description', () => {
    const { event } = eventOf({ description: `${'a '.repeat(400)}needle` });
    const snippet = findSnippet(event, 'needle', false);
    expect(snippet).toMatchObject({ place: 'further on' });
    expect(snippet?.text).toContain('needle');
  });
});
