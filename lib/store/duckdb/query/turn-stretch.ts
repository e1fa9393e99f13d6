import { rangesOfBlocks } from './rank-combinations';
import type { GroupScope } from './key-groups';
import { namesTerms } from './event-query';

// Turns nearly always ascend with time, so the turns of a page are those of a few blocks. The blocks' ranges of turns tell which.

/** The matches in a block, and the range of their turns. */
export interface TurnBlock {
  readonly count: number;
  readonly firstTurn: number;
  readonly lastTurn: number;
}

/** A range of turns, both ends included. */
export interface TurnStretch {
  readonly from: number;
  readonly to: number;
}

/** With fewer blocks than this, all of them are counted. */
const MIN_BLOCKS = 4;

/** The blocks with matches; none when they are not known. */
export async function turnBlocks(scope: GroupScope): Promise<readonly TurnBlock[]> {
  const { index, connection, conditions, hasText, cubes } = scope;
  const cube = await cubes.inRange(index, connection, conditions, hasText);
  return cube === undefined ? [] : rangesOfBlocks(cube, namesTerms(conditions, index.names()));
}

/** Turns that hold the matches from index `first` up to, not including, `last`; `undefined` when most blocks do. */
export function stretchOfPage(
  blocks: readonly TurnBlock[],
  first: number,
  last: number,
): TurnStretch | undefined {
  return narrowest(blocks, {
    // Not more matches than these are in earlier turns.
    isBelow: (cut) => sum(blocks, ({ firstTurn }) => firstTurn < cut) <= first,
    // Not fewer.
    isAbove: (cut) => sum(blocks, ({ lastTurn }) => lastTurn < cut) >= last,
  });
}

/** Turns around a turn; `undefined` when most blocks hold them. */
export function stretchAround(blocks: readonly TurnBlock[], turn: number): TurnStretch | undefined {
  return narrowest(blocks, { isBelow: (cut) => cut <= turn, isAbove: (cut) => cut > turn });
}

function narrowest(
  blocks: readonly TurnBlock[],
  { isBelow, isAbove }: { isBelow: (cut: number) => boolean; isAbove: (cut: number) => boolean },
): TurnStretch | undefined {
  if (blocks.length < MIN_BLOCKS) return undefined;
  const cuts = [...new Set(blocks.map(({ firstTurn }) => firstTurn))].sort((a, b) => a - b);
  const from = cuts.findLast(isBelow) ?? cuts[0];
  const end = cuts.find(isAbove);
  const lastTurn = blocks.reduce((latest, block) => Math.max(latest, block.lastTurn), 0);
  if (from === undefined) return undefined;
  const to = end === undefined ? lastTurn : end - 1;
  const touched = blocks.filter((block) => block.lastTurn >= from && block.firstTurn <= to);
  return touched.length * 2 > blocks.length ? undefined : { from, to };
}

function sum(blocks: readonly TurnBlock[], isCounted: (block: TurnBlock) => boolean): number {
  return blocks.reduce((total, block) => (isCounted(block) ? total + block.count : total), 0);
}
