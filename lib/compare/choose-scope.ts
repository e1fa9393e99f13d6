import { causalRole } from '../causality/causal-role';
import { SIDES, type Both, type RunPair, type ScopedPair, type Side } from '../store/run-pair';
import { findRenames } from './find-renames';
import { recordedLevels, type RecordedLevels } from './recorded-levels';

/** More events with no equal are not read again. */
const MAX_RELAXED = 100_000;

/** What is compared of two runs, and what was recognised before. */
export interface ChosenScope {
  readonly scoped: ScopedPair;
  readonly levels: RecordedLevels | undefined;
  readonly leftOut: Both<number>;
  /** The names of agents in `b`, by their names in `a`. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly hasEnd: Both<boolean>;
  /** Whether contents were not read by the ignored fields to the end. */
  readonly isCut: boolean;
}

/** Recognises another verbosity and renamed agents, and chooses what is compared. */
export async function chooseScope(pair: RunPair, ignored: readonly string[]): Promise<ChosenScope> {
  const sorts = await pair.countSorts();
  const lastTurn = lastCommonTurn(pair);
  const common = lastTurn === undefined ? sorts : await pair.countSorts(lastTurn);
  const levels = recordedLevels(common);
  const renamed = await findRenames(pair, sorts);
  const scoped = await pair.choose({ level: levels?.common, renamed });
  const texts = new Map(Array.from(renamed, ([a, b]) => [b, a] as const));
  const isRelaxed = ignored.length > 0 || renamed.size > 0;
  const isCut = isRelaxed && (await relax(scoped, { ignored, texts }));
  const hasEndOf = (side: Side): boolean =>
    sorts.some(
      ({ type, kind, counts }) => counts[side] > 0 && causalRole(type, kind) === 'simulation_end',
    );
  return {
    scoped,
    levels,
    renamed,
    isCut,
    leftOut: {
      a: pair.eventCounts.a - scoped.eventCounts.a,
      b: pair.eventCounts.b - scoped.eventCounts.b,
    },
    hasEnd: { a: hasEndOf('a'), b: hasEndOf('b') },
  };
}

/** The last turn of the run that ends first; `undefined` when both end in the same turn. */
function lastCommonTurn({ turns }: RunPair): number | undefined {
  const [a, b] = SIDES.map((side) => turns[side]?.last);
  return a === undefined || b === undefined || a === b ? undefined : Math.min(a, b);
}

async function relax(
  scoped: ScopedPair,
  relaxation: Parameters<ScopedPair['relax']>[1],
): Promise<boolean> {
  const unequal = (await scoped.readTurns()).filter(({ hasSameEvents }) => !hasSameEvents);
  const [first, last] = [unequal[0], unequal.at(-1)];
  if (first === undefined || last === undefined) return false;
  return scoped.relax({ first: first.turn, last: last.turn }, relaxation, MAX_RELAXED);
}
