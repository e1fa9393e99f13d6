import { compareEventPartNames, unpackedName } from '../files/event-parts';

/** A name that rotation gives, ours or llm-sim's (with a fraction): the time, and a suffix when that was taken. */
const ROTATED = /^(events_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d(?:-\d{6})?)(?:_(\d+))?\.jsonl$/;

/**
 * The name for a part that is full: `events_YYYY-MM-DD_HH-MM-SS.jsonl`, the time in UTC. Local time would name parts out
 * of order in the hour that comes twice each autumn. It comes after all names of rotated parts that there are, also
 * when the clock was set back: then, and within one second, the greatest name is taken with the suffix `_2`, `_3` and so on.
 */
export function nextPartName(existingNames: Iterable<string>, time: Date): string {
  const stamp = time.toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-');
  const name = `events_${stamp}.jsonl`;
  // A part that was compressed keeps its name taken.
  const newest = Array.from(existingNames, unpackedName)
    .filter((existing) => ROTATED.test(existing))
    .sort(compareEventPartNames)
    .at(-1);
  if (newest === undefined || compareEventPartNames(name, newest) > 0) return name;
  const [, stem = '', suffix = '1'] = ROTATED.exec(newest) ?? [];
  return `${stem}_${String(Number(suffix) + 1)}.jsonl`;
}
