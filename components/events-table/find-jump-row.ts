import { formatCount } from '@/components/ui/format-count';
import type { ApiClient } from '@/lib/api/client';
import {
  formatTimestamp,
  parseTimestamp,
  toEpochMicros,
  type EpochMicros,
} from '@/lib/events/epoch-micros';
import { isOldestFirst, unsorted, type RowsFilter } from './rows-filter';
import type { JumpTarget } from './jump-target';
import { locateEvent } from './locate-event';

/** The row of a target, or the reason why there is none. */
export type JumpResult =
  | { readonly row: number; readonly reason?: never }
  | { readonly row?: never; readonly reason: string };

/** Finds the row of a target among the matches. For a turn or time: the first row in it, otherwise the first row after it. */
export async function findJumpRow(
  client: Pick<ApiClient, 'findEvents' | 'getEventPosition'>,
  simulationId: string,
  criteria: RowsFilter,
  target: JumpTarget,
  total: number,
): Promise<JumpResult> {
  switch (target.kind) {
    case 'row':
      return target.row < total
        ? { row: target.row }
        : { reason: `There are ${formatCount(total)} rows.` };
    case 'turn': {
      const turn_start = Math.max(target.turn, criteria.turn_start ?? 0);
      for (const range of [{ turn_start, turn_end: turn_start }, { turn_start }]) {
        if (range.turn_end !== undefined && range.turn_end > (criteria.turn_end ?? Infinity)) break;
        const filter = { ...criteria, ...range, limit: 1 };
        const { events } = await client.findEvents(simulationId, filter);
        const first = events[0];
        if (first === undefined) continue;
        const row = await locateEvent(client, simulationId, criteria, first.event_id);
        if (row !== undefined) return { row };
      }
      return { reason: `No row is in turn ${formatCount(target.turn)} or later.` };
    }
    case 'time': {
      if (!isOldestFirst(criteria)) return rowAtTime(client, simulationId, criteria, target.time);
      const limit = parseTimestamp(criteria.end_timestamp ?? '');
      const before = toEpochMicros(target.time - 1n);
      const end = limit !== undefined && limit < before ? limit : before;
      const filter = { ...criteria, end_timestamp: formatTimestamp(end), limit: 1 };
      const row = (await client.findEvents(simulationId, filter)).total;
      return row < total ? { row } : { reason: 'No row has this time or a later one.' };
    }
  }
}

/** In an order other than by time: the row of the first event at a time, or after it. */
async function rowAtTime(
  client: Pick<ApiClient, 'findEvents' | 'getEventPosition'>,
  simulationId: string,
  criteria: RowsFilter,
  time: EpochMicros,
): Promise<JumpResult> {
  const least = parseTimestamp(criteria.start_timestamp ?? '');
  const from = least !== undefined && least > time ? least : time;
  const filter = { ...unsorted(criteria), start_timestamp: formatTimestamp(from), limit: 1 };
  const [first] = (await client.findEvents(simulationId, filter)).events;
  const row = first && (await locateEvent(client, simulationId, criteria, first.event_id));
  return row === undefined ? { reason: 'No row has this time or a later one.' } : { row };
}
