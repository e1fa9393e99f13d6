import type { AnalysedRun, KindCount } from '../analysed-run';
import type { Finding } from './finding';
import { count, writeNumber } from './words';

const REJECTION = /reject|refus|denied/i;
const MAX_DEPTH = 5;
const MAX_MEMBERS = 1000;

/** Rejected actions that the `result.json` of a run counts and its events do not show. */
export async function findHiddenRejections(
  run: AnalysedRun,
  result: object | undefined,
): Promise<readonly Finding[]> {
  const stated = countRejections(result);
  if (stated === undefined) return [];
  const shown = shownRejections(await run.countKinds());
  if (shown >= stated.count) return [];
  return [
    {
      rule: 'hidden_rejections',
      title: 'Rejected, but no event says so',
      text: `result.json counts ${count(stated.count, 'rejected action')}; the events show ${shown === 0 ? 'none' : writeNumber(shown)}.`,
      weight: 0.9,
      turns: null,
      places: [],
      evidenceCount: 0,
      filter: null,
      source: { file: 'result.json', path: stated.path },
    },
  ];
}

/** The largest whole number in a document whose name speaks of rejections. */
export function countRejections(
  result: object | undefined,
): { readonly path: string; readonly count: number } | undefined {
  let most: { readonly path: string; readonly count: number } | undefined;
  const look = (value: object, path: readonly string[]): void => {
    for (const [name, member] of Object.entries(value).slice(0, MAX_MEMBERS)) {
      const at = [...path, name];
      if (typeof member === 'object' && member !== null) {
        if (at.length < MAX_DEPTH) look(member as object, at);
      } else if (
        typeof member === 'number' &&
        Number.isInteger(member) &&
        REJECTION.test(name) &&
        member > (most?.count ?? 0)
      ) {
        most = { path: at.join('.'), count: member };
      }
    }
  };
  if (result !== undefined) look(result, []);
  return most;
}

/** The number of events that show a rejection: failed actions, and other events whose kind speaks of one. */
export function shownRejections(counts: readonly KindCount[]): number {
  return counts.reduce((sum, { type, kind, events, failed }) => {
    if (type === 'ACTION') return sum + failed;
    return kind !== null && REJECTION.test(kind) ? sum + events : sum;
  }, 0);
}
