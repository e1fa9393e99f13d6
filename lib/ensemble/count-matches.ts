import { OUTCOMES } from '../events/event-outcome';
import type { AskedNames, Conditions } from '../filters/read-conditions';
import type { CountTable, DigestNames } from './run-digest';

/** Whether a table of counts can answer these conditions: they are on turns, types, agents, kinds and outcomes. */
export function isCountable({ time, text, fields }: Conditions): boolean {
  return time === undefined && text === undefined && fields === undefined;
}

/** Counts the events that meet all conditions, which are {@link isCountable}. */
export function countMatches(
  table: CountTable,
  names: DigestNames,
  { turn, type, agent, kind, outcome }: Conditions,
): number {
  const types = wantedCodes(names.types, type);
  const agents = wantedCodes(names.agents, agent);
  const kinds = wantedCodes(names.kinds, kind);
  const outcomes = Uint8Array.from(OUTCOMES, (one) => Number(outcome?.includes(one) !== false));
  const { from = -Infinity, to = Infinity } = turn ?? {};
  let count = 0;
  for (let row = 0; row < table.count.length; row++) {
    const at = table.turn[row] ?? 0;
    if (at < from || at > to) continue;
    const isWanted =
      types[table.type[row] ?? 0] === 1 &&
      agents[table.agent[row] ?? 0] === 1 &&
      kinds[table.kind[row] ?? 0] === 1 &&
      outcomes[table.outcome[row] ?? 0] === 1;
    if (isWanted) count += table.count[row] ?? 0;
  }
  return count;
}

/** By code: 1 for a name that is asked for. */
function wantedCodes(names: readonly string[], asked: AskedNames | undefined): Uint8Array {
  if (asked === undefined) return new Uint8Array(names.length).fill(1);
  const included = asked.included && new Set(asked.included);
  const excluded = new Set(asked.excluded);
  return Uint8Array.from(names, (name) =>
    Number(included?.has(name) !== false && !excluded.has(name)),
  );
}
