import type { CausalLink } from './causal-link';
import { enumeratePaths } from './enumerate-paths';
import { LinkSet } from './link-set';
import { DEFAULT_PATH_LENGTH, DEFAULT_PATHS } from './path-bounds';
import { UNHURRIED, type Pace } from './pace';
import type { FindNeighbours } from './trace-causality';

export interface PathOptions {
  /** How many links a path may have. Default 20. */
  readonly maxLength?: number | undefined;
  /** How many paths at most. Default 10. */
  readonly limit?: number | undefined;
  /** How many events may be looked at, and how many links of a level. Default 20,000. */
  readonly maxEvents?: number | undefined;
  readonly pace?: Pace | undefined;
}

export interface FoundPaths {
  /** Event ids from the one to the other, shortest first; none holds an event twice. */
  readonly paths: readonly (readonly string[])[];
  /** The links on these paths, each once. */
  readonly links: readonly CausalLink[];
  /** Whether there may be paths of up to `maxLength` links that are not listed. */
  readonly truncated: boolean;
}

/**
 * Finds the paths along links from a cause to an effect: by breadth-first search from both ends, a level at a time where
 * fewer events wait, until so many paths are known that no further level can bring a shorter one.
 */
export async function findPaths(
  neighbours: FindNeighbours,
  from: string,
  to: string,
  options: PathOptions = {},
): Promise<FoundPaths> {
  const { maxLength = DEFAULT_PATH_LENGTH, limit = DEFAULT_PATHS, maxEvents = 20_000 } = options;
  const { pace = UNHURRIED } = options;
  if (from === to) return { paths: [[from]], links: [], truncated: false };
  const links = new LinkSet();
  const ahead = new Reach(from, 'effects', 'effect');
  const back = new Reach(to, 'causes', 'cause');
  let isCut = false;
  let haveMet = false;

  // Of a path no longer than the levels of both ends together, all links are known; of any when one end is done.
  while (!isCut && !ahead.isDone && !back.isDone && ahead.depth + back.depth < maxLength) {
    const side = ahead.frontier.length <= back.frontier.length ? ahead : back;
    const found = await neighbours(side.frontier, side.direction, maxEvents);
    links.add(found);
    side.advance(found);
    await pace.breathe();
    const areMany = found.length >= maxEvents || ahead.seen.size + back.seen.size > maxEvents;
    isCut = areMany || pace.isTimeShort();
    haveMet ||= side.frontier.some((id) => ahead.seen.has(id) && back.seen.has(id));
    if (!haveMet) continue;
    const known = { from, to, limit, maxLength: Math.min(maxLength, ahead.depth + back.depth) };
    if ((await enumeratePaths(links.all(), known, pace)).isMore) break;
  }

  const all = { from, to, limit, maxLength };
  const { paths, isMore } = await enumeratePaths(links.all(), all, pace);
  return { paths, links: links.along(paths), truncated: isCut || isMore };
}

/** What is known from one end. */
class Reach {
  readonly direction: 'causes' | 'effects';
  readonly seen: Set<string>;
  /** The furthest level, which comes next. */
  frontier: readonly string[];
  /** How many levels have been asked for. */
  depth = 0;
  readonly #end: 'cause' | 'effect';

  constructor(eventId: string, direction: 'causes' | 'effects', end: 'cause' | 'effect') {
    this.direction = direction;
    this.#end = end;
    this.frontier = [eventId];
    this.seen = new Set(this.frontier);
  }

  /** Whether all that can be reached is known. */
  get isDone(): boolean {
    return this.frontier.length === 0;
  }

  advance(links: readonly CausalLink[]): void {
    const reached = new Set(links.map((link) => link[this.#end]));
    this.frontier = [...reached].filter((id) => !this.seen.has(id));
    for (const id of this.frontier) this.seen.add(id);
    this.depth += 1;
  }
}
