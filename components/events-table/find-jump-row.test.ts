import { describe, expect, it } from 'vitest';
import { createApiClient } from '@/lib/api/client';
import { eventQuerySchema, positionQuerySchema } from '@/lib/api/contract';
import { parseTimestamp, toEpochMicros } from '@/lib/events/epoch-micros';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import { readQuery } from '@/lib/filters/read-query';
import { matchCriteria } from '@/lib/filters/match-criteria';
import { findJumpRow } from './find-jump-row';
import type { JumpTarget } from './jump-target';
import type { RowsFilter } from './rows-filter';

/** Turns 1, 2, 4, and a late event of turn 2 at the end; one a second, twice in the same. */
const EVENTS = [1, 1, 2, 4, 4, 2].map((turn_number, at) => ({
  event_id: `e${String(at)}`,
  timestamp: `2026-10-04T14:00:0${String(Math.floor(at / 2))}Z`,
  turn_number,
  event_type: at % 2 === 0 ? 'ACTION' : 'STATE',
}));

function storedOf(value: unknown): StoredEvent {
  const { event } = readEvent(value);
  if (event === undefined) throw new Error('no event');
  return event;
}

/** Answers as the API does, about these events. */
const client = createApiClient({
  fetch: (input) => {
    const url = new URL(input instanceof Request ? input.url : input, 'http://localhost');
    const position = /events\/(\w+)\/position$/.exec(url.pathname)?.[1];
    const schema = position === undefined ? eventQuerySchema : positionQuerySchema;
    const meets = matchCriteria(readQuery(schema, url.searchParams));
    const matches = EVENTS.filter((event) => meets(storedOf(event), JSON.stringify(event)));
    const total = matches.length;
    if (position === undefined) {
      const limit = Number(url.searchParams.get('limit') ?? 1000);
      const events = matches.slice(0, limit);
      return Promise.resolve(Response.json({ events, total, has_more: events.length < total }));
    }
    const offset = matches.findIndex(({ event_id }) => event_id === position);
    return Promise.resolve(
      Response.json({ event_id: position, offset, total, matches: offset >= 0 }),
    );
  },
});

function go(target: JumpTarget, criteria: RowsFilter = {}, total = EVENTS.length) {
  return findJumpRow(client, 'run', criteria, target, total);
}

function at(clock: string): JumpTarget {
  const time = parseTimestamp(`2026-10-04T${clock}Z`) ?? toEpochMicros(0n);
  return { kind: 'time', time };
}

describe('findJumpRow', () => {
  it('leads to a row there is, and says how many there are', async () => {
    expect(await go({ kind: 'row', row: 5 })).toEqual({ row: 5 });
    expect(await go({ kind: 'row', row: 6 })).toEqual({ reason: 'There are 6 rows.' });
  });

  it('leads to the first row of a turn, else of the next one there is', async () => {
    expect(await go({ kind: 'turn', turn: 2 })).toEqual({ row: 2 });
    expect(await go({ kind: 'turn', turn: 3 })).toEqual({ row: 3 });
    expect(await go({ kind: 'turn', turn: 5 })).toEqual({
      reason: 'No row is in turn 5 or later.',
    });
  });

  it('leads to the first row at a time or after it', async () => {
    expect(await go(at('13:00:00'))).toEqual({ row: 0 });
    expect(await go(at('14:00:01'))).toEqual({ row: 2 });
    expect(await go(at('14:00:01.5'))).toEqual({ row: 4 });
    expect(await go(at('14:00:03'))).toHaveProperty('reason');
  });

  it('counts rows as the filter leaves them', async () => {
    const criteria = { event_types: ['STATE'], end_timestamp: '2026-10-04T14:00:01Z' };
    expect(await go({ kind: 'turn', turn: 4 }, criteria, 2)).toEqual({ row: 1 });
    expect(await go(at('14:00:01'), criteria, 2)).toEqual({ row: 1 });
    expect(await go(at('14:00:02'), criteria, 2)).toHaveProperty('reason');
  });

  it('leads to the first event at a time in another order, too', async () => {
    const newestFirst = { sort: 'timestamp', order: 'desc' } as const;
    expect(await go(at('14:00:01.5'), newestFirst)).toEqual({ row: 4 });
    const none = 'No row has this time or a later one.';
    expect(await go(at('14:00:03'), newestFirst)).toEqual({ reason: none });
  });
});
