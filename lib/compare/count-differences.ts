import { compareNaturally } from '../events/natural-order';
import type { MatchCount, ScopedPair, SortCount, TurnLook } from '../store/run-pair';
import { breathe, isBreathDue } from '../work/work';
import type { ComparedStretch, Matches, NamedMatches, TurnMatches } from './comparison';

/** With more turns, consecutive ones are taken together. */
const MAX_TURNS = 5000;
const MAX_NAMES = 500;
const MAX_STRETCHES = 100;

export interface CountedDifferences {
  readonly counts: Matches;
  readonly turns: readonly TurnMatches[];
  readonly by_type: readonly NamedMatches[];
  readonly by_agent: readonly NamedMatches[];
  readonly by_kind: readonly NamedMatches[];
  /** Whether names were left out. */
  readonly isCut: boolean;
}

/** Counts how the events compare: by turn, and by type, agent and kind. */
export async function countDifferences(
  pair: ScopedPair,
  looks: readonly TurnLook[],
): Promise<CountedDifferences> {
  const [first, last] = [looks[0], looks.at(-1)];
  const all = { first: first?.turn ?? 0, last: last?.turn ?? -1 };
  const { byTurn, bySort } = await pair.countMatches(all);
  const turns: TurnMatches[] = [];
  const width = Math.ceil(looks.length / MAX_TURNS);
  for (const [at, look] of looks.entries()) {
    if (isBreathDue()) await breathe();
    const { turn, counts } = look;
    const matches = toMatches(byTurn.get(turn) ?? { counts, same: counts.a, changed: 0 });
    const is_reordered = look.hasSameEvents && !look.hasSameOrder;
    const before = at % width === 0 ? undefined : turns.pop();
    turns.push(
      before === undefined
        ? { first_turn: turn, last_turn: turn, ...matches, is_reordered }
        : {
            first_turn: before.first_turn,
            last_turn: turn,
            ...addMatches(before, matches),
            is_reordered: before.is_reordered || is_reordered,
          },
    );
  }
  const by = (nameOf: (sort: Omit<SortCount, 'counts'>) => string | null) => sumBy(bySort, nameOf);
  const [by_type, by_agent, by_kind] = [
    by(({ type }) => type),
    by(({ agent }) => agent),
    by(({ kind }) => kind),
  ];
  return {
    counts: turns.reduce<Matches>((sum, turn) => addMatches(sum, turn), NOTHING),
    turns,
    by_type: by_type.slice(0, MAX_NAMES),
    by_agent: by_agent.slice(0, MAX_NAMES),
    by_kind: by_kind.slice(0, MAX_NAMES),
    isCut: [by_type, by_agent, by_kind].some(({ length }) => length > MAX_NAMES),
  };
}

/** Stretches of turns after this one in which both runs have the same events. */
export function findTogetherAgain(
  looks: readonly TurnLook[],
  after: number,
): readonly ComparedStretch[] {
  const stretches: ComparedStretch[] = [];
  let open: ComparedStretch | undefined;
  for (const { turn, hasSameEvents } of looks) {
    if (turn <= after) continue;
    if (hasSameEvents) {
      open = { first_turn: open?.first_turn ?? turn, last_turn: turn };
      continue;
    }
    if (open !== undefined && stretches.length < MAX_STRETCHES) stretches.push(open);
    open = undefined;
  }
  return open === undefined ? stretches : [...stretches, open];
}

const NOTHING: Matches = { a: 0, b: 0, same: 0, changed: 0, missing: 0, extra: 0 };

function toMatches({ counts: { a, b }, same, changed }: MatchCount): Matches {
  return { a, b, same, changed, missing: a - same - changed, extra: b - same - changed };
}

function addMatches(one: Matches, other: Matches): Matches {
  return {
    a: one.a + other.a,
    b: one.b + other.b,
    same: one.same + other.same,
    changed: one.changed + other.changed,
    missing: one.missing + other.missing,
    extra: one.extra + other.extra,
  };
}

/** Most different first, then in natural order. */
function sumBy(
  sorts: readonly (MatchCount & Omit<SortCount, 'counts'>)[],
  nameOf: (sort: Omit<SortCount, 'counts'>) => string | null,
): readonly NamedMatches[] {
  const sums = new Map<string | null, Matches>();
  for (const sort of sorts) {
    const name = nameOf(sort);
    sums.set(name, addMatches(sums.get(name) ?? NOTHING, toMatches(sort)));
  }
  const differences = ({ changed, missing, extra }: Matches): number => changed + missing + extra;
  return Array.from(sums, ([name, matches]) => ({ name, ...matches })).sort(
    (one, two) =>
      differences(two) - differences(one) || compareNaturally(one.name ?? '', two.name ?? ''),
  );
}
