import { describe, expect, it } from 'vitest';
import type { EventExplanation } from '@/lib/api/client';
import { readEventLine, type StoredEvent } from '@/lib/events/read-event';
import { storyMarkdown } from './story-markdown';
import { tellStory } from './tell-story';

function event(
  event_id: string,
  turn_number: number,
  more: Readonly<Record<string, unknown>>,
): StoredEvent {
  const line = JSON.stringify({
    event_id,
    timestamp: `2026-10-04T14:00:${String(turn_number).padStart(2, '0')}Z`,
    turn_number,
    event_type: 'STATE',
    ...more,
  });
  const { event: read } = readEventLine(line);
  if (read === undefined) throw new Error(line);
  return read;
}

const price = (turn: number, from: number, to: number): StoredEvent =>
  event(`price-${String(turn)}`, turn, {
    details: { variable_name: 'price', scope: 'global', old_value: from, new_value: to },
  });

const EVENTS = [
  event('call', 3, { event_type: 'SYSTEM', agent_id: 'ada', description: 'The model is *silent*' }),
  event('plan', 3, { event_type: 'DECISION', agent_id: 'ada', description: 'Falls back' }),
  price(4, 10, 12),
  price(5, 12, 15),
  price(6, 15, 1234.5),
];

const DEED = {
  event: EVENTS[1] ?? price(0, 0, 0),
  events: ['call', 'plan'],
  score: 0.5,
  reasons: [
    { rule: 'fallback', text: 'a fallback decided', value: null, weight: 0.6, event_id: 'plan' },
    { rule: 'failure', text: 'failed: silence', value: 'silence', weight: 0.5, event_id: 'call' },
  ],
  path: ['call', 'plan', 'price-4', 'price-5', 'price-6'],
  left_out: 0,
  forks: [],
};

const LINKS: EventExplanation['links'] = [
  { cause: 'call', effect: 'plan', origin: 'declared' },
  { cause: 'plan', effect: 'price-4', origin: 'declared' },
  { cause: 'price-4', effect: 'price-5', origin: 'inferred', rule: 'change_before_change' },
  { cause: 'price-5', effect: 'price-6', origin: 'inferred', rule: 'change_before_change' },
];

describe('a story', () => {
  const steps = tellStory({ events: EVENTS, links: LINKS }, DEED);

  it('has the reasons of the events that stand out', () => {
    expect(steps.map(({ eventIds, reasons }) => [eventIds[0], reasons])).toEqual([
      ['call', ['failure: failed: silence']],
      ['plan', ['fallback taken: a fallback decided']],
      ['price-4', []],
    ]);
  });

  it('tells a run of changes of the same variable as one step', () => {
    expect(steps.at(-1)).toMatchObject({
      eventIds: ['price-4', 'price-5', 'price-6'],
      firstTurn: 4,
      lastTurn: 6,
      text: 'price changes 3 times, from 10 to 1,234.5',
      link: undefined,
    });
  });

  it('says where a link is inferred', () => {
    const short = tellStory(
      { events: EVENTS, links: LINKS },
      { ...DEED, path: ['price-4', 'price-5'] },
    );
    expect(short.at(-1)?.link).toBe('from its value before, inferred');
  });

  it('is Markdown in which text of events stays text', () => {
    const question = 'Why did price peak at 1,234.5?';
    const text = storyMarkdown(question, steps, 'http://127.0.0.1:8000/view/x');
    expect(text.split('\n')).toEqual([
      '## Why did price peak at 1,234.5?',
      '',
      String.raw`1. **Turn 3, ada**: The model is \*silent\* — failure: failed: silence`,
      '2. **Turn 3, ada**: Falls back — fallback taken: a fallback decided',
      '3. **Turns 4 to 6**: price changes 3 times, from 10 to 1,234.5',
      '',
      '<http://127.0.0.1:8000/view/x>',
      '',
    ]);
  });

  it('says how many events of a long chain are left out, and tells changes before and after them apart', () => {
    const changes = Array.from({ length: 100 }, (_, at) =>
      event(`price-${String(at)}`, 1, { details: price(1, at, at + 1).details }),
    );
    const told = tellStory(
      { events: changes, links: [] },
      { ...DEED, path: changes.map(({ event_id }) => event_id), left_out: 1200 },
    );
    expect(told.map(({ eventIds, link }) => [eventIds.length, link])).toEqual([
      [50, undefined],
      [50, 'after 1,200 events left out here'],
    ]);
  });

  it('tells the events in the order of the chain', () => {
    const told = tellStory(
      { events: EVENTS, links: LINKS },
      { ...DEED, path: ['plan', 'call', 'price-4'] },
    );
    expect(told.flatMap(({ eventIds }) => eventIds)).toEqual(['plan', 'call', 'price-4']);
  });
});
