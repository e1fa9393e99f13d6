import { compareEventPartNames, unpackedName } from '../files/event-parts';

/** The name of a rotated part, by Causeway or by llm-sim (with a fraction): the time, and a suffix if that name was taken. */
const ROTATED = /^(events_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d(?:-\d{6})?)(?:_(\d+))?\.jsonl$/;

/**
 * The name for a full part: `events_YYYY-MM-DD_HH-MM-SS.jsonl`, the time in UTC. Local time would put parts out of order in the
 * hour that occurs twice each autumn. The name sorts after all existing rotated parts. If the time alone would not, because the
 * clock was set back or within the same second, the last name gets the suffix `_2`, `_3` and so on.
 */
export function nextPartName(existingNames: Iterable<string>, time: Date): string {
  const stamp = time.toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-');
  const name = `events_${stamp}.jsonl`;
  // The name of a compressed part stays taken.
  const newest = Array.from(existingNames, unpackedName)
    .filter((existing) => ROTATED.test(existing))
    .sort(compareEventPartNames)
    .at(-1);
  if (newest === undefined || compareEventPartNames(name, newest) > 0) return name;
  const [, stem = '', suffix = '1'] = ROTATED.exec(newest) ?? [];
  return `${stem}_${String(Number(suffix) + 1)}.jsonl`;
}
