import { groupCycles } from './group-cycles';
import type { LinkGraph } from './link-graph';

/**
 * The number of other events that each event led to, directly or indirectly, by the event's number in the graph. Yields after
 * each event or cycle.
 */
export function* countInfluence(graph: LinkGraph): Generator<void, readonly number[]> {
  const words = Math.ceil(graph.ids.length / WORD_BITS);
  const groups = groupCycles(graph);
  const groupOf = new Int32Array(graph.ids.length);
  // For each group, one bit for every event that it leads to, including its own.
  const reached: Uint32Array[] = [];
  const counts = new Array<number>(graph.ids.length).fill(0);
  for (const [index, group] of groups.entries()) {
    const bits = new Uint32Array(words);
    for (const node of group) {
      groupOf[node] = index;
      const word = node >> WORD_SHIFT;
      bits[word] = (bits[word] ?? 0) | (1 << (node & (WORD_BITS - 1)));
    }
    const next = new Set(
      group.flatMap((node) => graph.effects[node] ?? []).map((node) => groupOf[node] ?? 0),
    );
    next.delete(index);
    for (const other of next) {
      for (const [word, value] of (reached[other] ?? NO_BITS).entries()) {
        bits[word] = (bits[word] ?? 0) | value;
      }
    }
    reached.push(bits);
    const count = bits.reduce((sum, word) => sum + countBits(word), 0) - 1;
    for (const node of group) counts[node] = count;
    yield;
  }
  return counts;
}

const WORD_BITS = 32;
const WORD_SHIFT = 5;
const NO_BITS = new Uint32Array();

function countBits(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}
