import { formatTimestamp } from '../../events/epoch-micros';
import type { AnalysedRun, TimeGaps } from '../analysed-run';
import type { Finding } from './finding';
import { quote, writeDuration } from './words';

const MIN_GAPS = 20;
/** With fewer gaps than this, the longest ones are compared with the next shorter one. */
const MANY_GAPS = 1000;
const MAX_LISTED = 3;
const MIN_RATIO = 5;
const MIN_MICROS = 1_000_000;

/** Stretches of time without an event that are far longer than the others. */
export async function findStalls(run: AnalysedRun): Promise<readonly Finding[]> {
  const gaps = await run.readGaps(MAX_LISTED + 1);
  const stalls = longStalls(gaps);
  const events = await run.readEvents(stalls.flatMap(({ before, after }) => [before, after]));
  return stalls.map(({ micros, before, after, turn }): Finding => {
    const [left, right] = [events.get(before), events.get(after)];
    const [from, to] = [left?.description, right?.description];
    const between =
      from !== null && from !== undefined && to !== null && to !== undefined
        ? `, between ${quote(from)} and ${quote(to)}`
        : '';
    const times =
      left === undefined || right === undefined
        ? {}
        : {
            start_timestamp: formatTimestamp(left.time),
            end_timestamp: formatTimestamp(right.time),
          };
    return {
      rule: 'stall',
      title: 'Stall',
      text: `${writeDuration(micros)} without an event${between}.`,
      weight: Math.min(0.8, 0.5 + 0.15 * Math.log10(micros / MIN_MICROS)),
      turns: { first: turn, last: turn },
      places: [before, after],
      evidenceCount: 2,
      filter: left === undefined || right === undefined ? null : times,
      source: null,
    };
  });
}

export function longStalls({ count, p99Micros, longest }: TimeGaps): TimeGaps['longest'] {
  if (count < MIN_GAPS) return [];
  const usual = count < MANY_GAPS ? (longest[MAX_LISTED]?.micros ?? Infinity) : p99Micros;
  return longest
    .slice(0, MAX_LISTED)
    .filter(({ micros }) => micros >= MIN_MICROS && micros >= MIN_RATIO * usual);
}
