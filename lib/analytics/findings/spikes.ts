import type { AnalysedRun, VariableMoves } from '../analysed-run';
import type { Finding } from './finding';
import { writeNumber } from './words';

const MIN_CHANGES = 8;
/** A spike is at least this many times the usual change, */
const MIN_RATIO = 6;
/** and this many times the largest change but it. */
const MIN_AHEAD = 1.5;
const MAX_LISTED = 5;

/** The largest change of a variable, when it is far beyond its other changes. */
export async function findSpikes(run: AnalysedRun): Promise<readonly Finding[]> {
  const found = (await run.readMoves())
    .filter(isSpike)
    .sort((a, b) => b.largest / b.usual - a.largest / a.usual)
    .slice(0, MAX_LISTED);
  const events = await run.readEvents(found.map(({ place }) => place));
  return found.map(({ agent, name, usual, largest, turn, place }): Finding => {
    const details = events.get(place)?.details;
    const [before, after] = [details?.['old_value'], details?.['new_value']];
    const values =
      typeof before === 'number' && typeof after === 'number'
        ? `from ${writeNumber(before)} to ${writeNumber(after)}`
        : `by ${writeNumber(largest)}`;
    return {
      rule: 'spike',
      title: `Spike: ${name}`,
      text: `${agent === null ? name : `${name} of ${agent}`} moved ${values} in turn ${String(turn)}, ${writeNumber(Number((largest / usual).toPrecision(2)))} times its usual change.`,
      weight: Math.min(0.85, 0.5 + 0.2 * Math.log10(largest / usual / MIN_RATIO)),
      turns: { first: turn, last: turn },
      places: [place],
      evidenceCount: 1,
      filter: {
        event_types: ['STATE'],
        kinds: [name],
        ...(agent === null ? {} : { agent_ids: [agent] }),
        turn_start: turn,
        turn_end: turn,
      },
      source: null,
    };
  });
}

export function isSpike({ changes, usual, largest, second }: VariableMoves): boolean {
  return changes >= MIN_CHANGES && largest >= MIN_RATIO * usual && largest >= MIN_AHEAD * second;
}
