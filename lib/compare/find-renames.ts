import type { PairEvent, RunPair, Side, SortCount } from '../store/run-pair';
import { breathe, isBreathDue } from '../work/work';

/** More agents than this are not compared with each other. */
const MAX_AGENTS = 40;
/** The first events of an agent tell what it does. */
const EVENTS_READ = 400;
/** The share of events that two agents must have in common. */
const MIN_LIKENESS = 0.5;

/**
 * Finds agents that have another name in the other run: agents that only one run has, and that do the same there. Of several
 * candidates those with the most events in common are pairs.
 * @returns the names in `b` by the names in `a`
 */
export async function findRenames(
  pair: RunPair,
  sorts: readonly SortCount[],
): Promise<ReadonlyMap<string, string>> {
  const only = { a: agentsOnlyIn('a', sorts), b: agentsOnlyIn('b', sorts) };
  if (only.a.length === 0 || only.b.length === 0) return new Map();
  if (only.a.length > MAX_AGENTS || only.b.length > MAX_AGENTS) return new Map();
  const profiles = async (side: Side): Promise<readonly Profile[]> => {
    const found: Profile[] = [];
    for (const name of only[side]) {
      found.push(profileOf(name, await pair.readAgent(side, name, EVENTS_READ)));
    }
    return found;
  };
  const [inA, inB] = [await profiles('a'), await profiles('b')];
  const candidates: Candidate[] = [];
  for (const a of inA) {
    for (const b of inB) {
      if (isBreathDue()) await breathe();
      const sort = overlap(a.sorts, b.sorts);
      const likeness = sort / Math.max(a.count, b.count);
      if (likeness < MIN_LIKENESS) continue;
      candidates.push({ a, b, score: overlap(a.contents, b.contents) * 1_000_000 + sort });
    }
  }
  // Of equal candidates, agents that appear first are pairs.
  candidates.sort(
    (one, two) => two.score - one.score || one.a.first - two.a.first || one.b.first - two.b.first,
  );
  const renamed = new Map<string, string>();
  const taken = new Set<string>();
  for (const { a, b } of candidates) {
    if (renamed.has(a.name) || taken.has(b.name)) continue;
    renamed.set(a.name, b.name);
    taken.add(b.name);
  }
  return renamed;
}

interface Candidate {
  readonly a: Profile;
  readonly b: Profile;
  readonly score: number;
}

interface Profile {
  readonly name: string;
  readonly count: number;
  readonly first: number;
  /** How often it did what in which turn. */
  readonly sorts: ReadonlyMap<string, number>;
  readonly contents: ReadonlyMap<string, number>;
}

function profileOf(name: string, events: readonly PairEvent[]): Profile {
  const sorts = new Map<string, number>();
  const contents = new Map<string, number>();
  for (const { turn, type, kind, content } of events) {
    const sort = `${String(turn)} ${type} ${kind ?? ''}`;
    add(sorts, sort);
    add(contents, `${sort} ${content}`);
  }
  return { name, count: events.length, first: events[0]?.seq ?? 0, sorts, contents };
}

function agentsOnlyIn(side: Side, sorts: readonly SortCount[]): readonly string[] {
  const [own, others] = [new Set<string>(), new Set<string>()];
  for (const { agent, counts } of sorts) {
    if (agent === null) continue;
    if (counts[side] > 0) own.add(agent);
    if (counts[side === 'a' ? 'b' : 'a'] > 0) others.add(agent);
  }
  return [...own].filter((agent) => !others.has(agent));
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function overlap(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [key, count] of one) sum += Math.min(count, other.get(key) ?? 0);
  return sum;
}
