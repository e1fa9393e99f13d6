import { expect, it } from 'vitest';
import { readEventLine } from '@/lib/events/read-event';
import { forkText } from './fork-text';
import { ruleName } from './rule-names';

const LINE = JSON.stringify({
  event_id: 'hold',
  timestamp: '2026-10-04T14:00:00Z',
  turn_number: 22,
  event_type: 'ACTION',
  details: { action_type: 'withhold' },
});

it.each([
  [4, 1, 'only_way', 'fork: 4 causes, only withhold comes of the likely cause'],
  [4, 4, 'stands_out', 'fork: 4 causes, withhold stands out most'],
  [4, 2, 'quickest', 'fork: 4 causes, 2 of the likely cause, withhold is the shortest way'],
] as const)(
  'says of a fork with %d causes, %d of them of the deed: %s',
  (causes, from_deed, reason, text) => {
    const { event: taken } = readEventLine(LINE);
    if (taken === undefined) throw new Error(LINE);
    expect(forkText({ event_id: 'price', causes, from_deed, reason }, taken)).toBe(text);
  },
);

it.each([
  ['rare_kind', 0, 'first of its kind'],
  ['rare_kind', 3, 'rare kind'],
  ['phase_begins', 0.4, 'outside shock'],
  ['phase_begins', 'drought', 'phase begins'],
  ['fallback', 'differs', 'fallback taken'],
  ['a_new_rule', null, 'a new rule'],
])('names the rule %s of %j: %s', (rule, value, name) => {
  expect(ruleName({ rule, value })).toBe(name);
});
