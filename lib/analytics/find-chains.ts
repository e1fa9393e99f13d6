import type { Pace } from '../causality/pace';
import type { EventGraph } from './analysed-run';
import type { ForwardLinks } from './rank-influence';

const STEP = 16_384;
/** The ends that are tried, the deepest first. */
const MAX_ENDS = 2000;
const NONE = 0xffff_ffff;

/**
 * The longest chains that end at an event of the filter, longest first; each is numbers of the graph from cause to effect. Chains
 * share no event.
 */
export async function findChains(
  graph: EventGraph,
  { count, starts, effects }: ForwardLinks,
  limit: number,
  pace: Pick<Pace, 'breathe'>,
): Promise<readonly (readonly number[])[]> {
  const depths = new Uint32Array(count);
  const before = new Uint32Array(count).fill(NONE);
  const ends: number[] = [];
  let leastDepth = 0;
  const deeper = (a: number, b: number): number => (depths[b] ?? 0) - (depths[a] ?? 0) || a - b;
  for (let event = 0; event < count; event++) {
    if (event % STEP === 0) await pace.breathe();
    const depth = depths[event] ?? 0;
    const to = starts[event + 1] ?? 0;
    for (let link = starts[event] ?? 0; link < to; link++) {
      const effect = effects[link] ?? 0;
      if (depth + 1 <= (depths[effect] ?? 0)) continue;
      depths[effect] = depth + 1;
      before[effect] = event;
    }
    if (depth <= leastDepth || graph.matches[event] !== 1) continue;
    ends.push(event);
    if (ends.length < 4 * MAX_ENDS) continue;
    ends.sort(deeper).length = MAX_ENDS;
    leastDepth = depths[ends.at(-1) ?? 0] ?? 0;
  }
  const used = new Set<number>();
  const chains: (readonly number[])[] = [];
  for (const end of ends.sort(deeper).slice(0, MAX_ENDS)) {
    if (chains.length === limit) break;
    await pace.breathe();
    const chain: number[] = [];
    for (let event = end; event !== NONE; event = before[event] ?? NONE) {
      if (used.has(event)) break;
      chain.push(event);
    }
    if (chain.length <= (depths[end] ?? 0)) continue;
    for (const event of chain) used.add(event);
    chains.push(chain.reverse());
  }
  return chains;
}
