import { readTurn } from '@/components/event-time/read-turn';
import {
  formatTimestamp,
  parseTimestamp,
  toEpochMicros,
  type EpochMicros,
} from '@/lib/events/epoch-micros';

/** The target of a jump. */
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
 * Parses `t 40`, `turn 40` or `40`, `row 12345` or `#12345` (counted from 1), a time of day (`10:03:22`: the first one after the
 * start of the run) and an ISO 8601 time; `undefined` for other texts.
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
  // Compared by the second, as written: a run that began within that second is not after it.
  const isBefore = time + 999_999n < start;
  return isBefore ? toEpochMicros(time + DAY) : time;
}
