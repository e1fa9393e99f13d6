import type { CausalLink } from './causal-link';
import { enumeratePaths } from './enumerate-paths';
import { LinkSet } from './link-set';
import { DEFAULT_PATH_LENGTH, DEFAULT_PATHS } from './path-bounds';
import { UNHURRIED, type Pace } from './pace';
import type { FindNeighbours } from './trace-causality';

export interface PathOptions {
  /** The maximum length of a path, in links. Default 20. */
  readonly maxLength?: number | undefined;
  /** The maximum number of paths. Default 10. */
  readonly limit?: number | undefined;
  /** The maximum number of events to read, and of links per level. Default 20,000. */
  readonly maxEvents?: number | undefined;
  readonly pace?: Pace | undefined;
}

export interface FoundPaths {
  /** Paths of event ids from `from` to `to`, shortest first; no path visits an event twice. */
  readonly paths: readonly (readonly string[])[];
  /** The links on these paths, without duplicates. */
  readonly links: readonly CausalLink[];
  /** Whether there may be more paths of up to `maxLength` links. */
  readonly truncated: boolean;
}

/**
 * Finds the paths from a cause to an effect. Breadth-first search from both ends, one level at a time on the side with the
 * smaller frontier, until further levels can only bring longer paths than the ones found.
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

  // Paths up to the sum of both depths are completely known. When one side is done, all paths are.
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

/** The events reached from one end. */
class Reach {
  readonly direction: 'causes' | 'effects';
  readonly seen: Set<string>;
  /** The last level. Its neighbours come next. */
  frontier: readonly string[];
  /** The number of levels read. */
  depth = 0;
  readonly #end: 'cause' | 'effect';

  constructor(eventId: string, direction: 'causes' | 'effects', end: 'cause' | 'effect') {
    this.direction = direction;
    this.#end = end;
    this.frontier = [eventId];
    this.seen = new Set(this.frontier);
  }

  /** Whether everything reachable is known. */
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
