import { causalRole, isBoundaryRole } from '../causality/causal-role';
import { isRecordedAt, VERBOSITY_LEVELS, type VerbosityLevel } from '../events/verbosity';
import { SIDES, type Both, type SortCount } from '../store/run-pair';

/** With fewer events above its level, a run is not taken for one of lower verbosity: they may be missing for other reasons. */
const MIN_EVENTS_ABOVE = 3;

export interface RecordedLevels {
  readonly levels: Both<VerbosityLevel>;
  /** The lower level: what both runs record. */
  readonly common: VerbosityLevel;
}

/**
 * The levels at which two runs were recorded, by their events, when these differ; `undefined` when they do not. Boundaries of
 * turns are recorded at every level, of whatever type they are.
 * @param sorts of the turns that both runs have
 */
export function recordedLevels(sorts: readonly SortCount[]): RecordedLevels | undefined {
  const counts = VERBOSITY_LEVELS.map(() => ({ a: 0, b: 0 }));
  for (const { type, kind, counts: own } of sorts) {
    const level = counts[levelOf(type, kind)];
    if (level === undefined) continue;
    for (const side of SIDES) level[side] += own[side];
  }
  const highest = {
    a: counts.findLastIndex(({ a }) => a > 0),
    b: counts.findLastIndex(({ b }) => b > 0),
  };
  if (highest.a === highest.b || highest.a === -1 || highest.b === -1) return undefined;
  const common = Math.min(highest.a, highest.b);
  const above = counts.slice(common + 1).reduce((sum, { a, b }) => sum + a + b, 0);
  const [a, b, both] = [highest.a, highest.b, common].map((at) => VERBOSITY_LEVELS[at]);
  if (above < MIN_EVENTS_ABOVE || a === undefined || b === undefined || both === undefined) {
    return undefined;
  }
  return { levels: { a, b }, common: both };
}

function levelOf(type: string, kind: string | null): number {
  const role = causalRole(type, kind);
  if (role !== undefined && isBoundaryRole(role)) return 0;
  return VERBOSITY_LEVELS.findIndex((level) => isRecordedAt(level, type));
}
