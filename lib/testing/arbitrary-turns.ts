import fc from 'fast-check';
import type { EventFile } from './scan-files';

const KINDS = ['turn_start', 'turn_end', 'simulation_start', 'simulation_end'] as const;

const deed = fc.record({
  event_type: fc.constantFrom('DECISION', 'DECISION', 'ACTION', 'ACTION', 'STATE', 'ENV', 'DETAIL'),
  agent_id: fc.constantFrom('ada', 'ada', 'ben', null),
  details: fc.oneof(
    fc.constantFrom(null, { action_type: 'trade' }, { milestone_type: 'turn_start' }),
    fc.record({
      variable_name: fc.constantFrom('price', 'stock'),
      scope: fc.constantFrom('global', 'agent'),
      old_value: fc.constantFrom(null, 1, 2.5),
      new_value: fc.constantFrom(2, -7.25, 'much', 2),
      validated: fc.constantFrom(true, false, null),
    }),
  ),
});

const boundary = fc
  .tuple(
    fc.constantFrom(...KINDS, 'turn_start', 'turn_end'),
    fc.constantFrom(
      ['MILESTONE', 'milestone_type'],
      ['SYSTEM', 'system_event_type'],
      ['other', 'milestone_type'],
    ),
  )
  .map(([kind, [event_type = '', field = '']]) => ({
    event_type,
    agent_id: null,
    details: { [field]: kind },
  }));

const event = fc.record({
  // Few enough for duplicates.
  id: fc.nat(200),
  // Few enough for frequent ties and times out of order.
  second: fc.nat(30),
  // Some close together, some far apart.
  turn_number: fc.constantFrom(0, 0, 1, 1, 2, 40, 1000),
  deed: fc.oneof(deed, boundary),
  caused_by: fc.option(fc.array(fc.nat(200), { minLength: 1, maxLength: 2 }), { freq: 4 }),
});

const parts = fc.tuple(
  fc.array(event, { maxLength: 12 }),
  fc.array(event, { minLength: 1, maxLength: 25 }),
);

/** Two parts of a small stream: decisions, actions and boundaries of few turns, in random order; some declare causes. */
export const arbitraryTurnFiles: fc.Arbitrary<readonly EventFile[]> = parts.map(toFiles);

/** The same, where no two events have the same id, and more causes exist. */
export const arbitraryTurnFilesWithoutDuplicates: fc.Arbitrary<readonly EventFile[]> = parts.map(
  ([older, newer]) => {
    const count = older.length + newer.length;
    const renumber = (from: number) => (event: AnyEvent, at: number) => ({
      ...event,
      // 7 and the highest count have no common divisor, so ids differ, and are not in order.
      id: ((from + at) * 7) % 41,
      caused_by: event.caused_by && event.caused_by.map((id) => id % (count + 3)),
    });
    return toFiles([older.map(renumber(0)), newer.map(renumber(older.length))]);
  },
);

function toFiles([older, newer]: readonly (readonly AnyEvent[])[]): readonly EventFile[] {
  return [
    { name: 'events_2026-10-04_14-00-00.jsonl', bytes: toLines(older ?? []) },
    { name: 'events.jsonl', bytes: toLines(newer ?? []) },
  ];
}

interface AnyEvent {
  readonly id: number;
  readonly second: number;
  readonly turn_number: number;
  readonly deed: object;
  readonly caused_by: readonly number[] | null;
}

function toLines(events: readonly AnyEvent[]): Buffer {
  const lines = events.map(({ id, second, turn_number, deed, caused_by }) =>
    JSON.stringify({
      event_id: idOf(id),
      turn_number,
      simulation_id: 'sim',
      timestamp: `2026-10-04T14:00:${String(second).padStart(2, '0')}Z`,
      caused_by: caused_by && caused_by.map(idOf),
      ...deed,
    }),
  );
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

/** ULIDs and other texts. */
function idOf(id: number): string {
  return id % 3 === 0
    ? `event-${String(id)}`
    : `01M43MGC6AWK8A9FN7F0ZEZ${String(id).padStart(3, '0')}`;
}
