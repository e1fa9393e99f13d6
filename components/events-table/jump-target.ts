import { readTurn } from '@/components/event-time/read-turn';
import {
  formatTimestamp,
  parseTimestamp,
  toEpochMicros,
  type EpochMicros,
} from '@/lib/events/epoch-micros';

/** Where a reader wants to go. */
export type JumpTarget =
  | { readonly kind: 'turn'; readonly turn: number }
  /** Counted from 0. */
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'time'; readonly time: EpochMicros };

const ROW = /^(?:row\s*|#\s*)([\d,]{1,15})$/i;
const TURN = /^(?:t|turn)?\s*(\d[\d,]*)$/i;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?$/;
const DAY = 86_400_000_000n;

/**
 * Understands `t 40`, `turn 40` or `40`, `row 12345` or `#12345` (counted from 1), a clock (`10:03:22`: the first after
 * the run began) and an ISO 8601 time; `undefined` when it is none of them.
 */
export function readJumpTarget(
  text: string,
  start: EpochMicros | undefined,
): JumpTarget | undefined {
  const wanted = text.trim();
  const row = ROW.exec(wanted)?.[1]?.replaceAll(',', '');
  if (row !== undefined && row !== '') return { kind: 'row', row: Math.max(0, Number(row) - 1) };
  const turn = readTurn(TURN.exec(wanted)?.[1] ?? '');
  if (turn !== undefined) return { kind: 'turn', turn };
  const time = CLOCK.test(wanted) ? clockAfter(wanted, start) : parseTimestamp(wanted);
  return time === undefined ? undefined : { kind: 'time', time };
}

function clockAfter(clock: string, start: EpochMicros | undefined): EpochMicros | undefined {
  if (start === undefined) return undefined;
  const stated = formatTimestamp(start);
  const day = stated.slice(0, stated.indexOf('T'));
  const time = parseTimestamp(
    `${day}T${clock.padStart(clock.indexOf(':') === 1 ? clock.length + 1 : 0, '0')}`,
  );
  if (time === undefined) return undefined;
  // To the second, as it is written: a run that began within that second counts from there.
  const isBefore = time + 999_999n < start;
  return isBefore ? toEpochMicros(time + DAY) : time;
}
