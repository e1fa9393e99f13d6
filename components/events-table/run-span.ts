import type { TimeSpan } from '@/components/event-time/time-format';
import type { SimulationSummary } from '@/lib/api/contract';
import { parseTimestamp } from '@/lib/events/epoch-micros';

/** The ends of a run, from which columns take their widths. */
export interface RunSpan extends TimeSpan {
  /** `undefined` where it is not known. */
  readonly lastTurn: number | undefined;
}

export const UNKNOWN_SPAN: RunSpan = { start: undefined, end: undefined, lastTurn: undefined };

export function runSpan({
  start_time,
  end_time,
  last_turn,
}: Pick<SimulationSummary, 'start_time' | 'end_time' | 'last_turn'>): RunSpan {
  return {
    start: parseTimestamp(start_time ?? ''),
    end: parseTimestamp(end_time ?? ''),
    lastTurn: last_turn ?? undefined,
  };
}
