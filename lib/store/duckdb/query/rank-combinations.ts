import { compareNaturally } from '../../../events/natural-order';
import { firstInOrder } from '../../../work/in-slices';
import { breathe, isBreathDue } from '../../../work/work';
import {
  CELL_FIELDS,
  rangesOf,
  type BlockCube,
  type Cell,
  type CellField,
  type Combination,
} from './block-cube';
import type { NameTerms } from './event-query';
import type { CodedField, IndexNames } from '../index/index-names';
import { FAILED_CODE, type RankedNames, type RankOptions } from './rank-names';

/** Conditions on the names and outcomes of events, and on whether they make a change. */
export type NamesTerms = Partial<Record<CellField, NameTerms>>;

/** The number of events in each block whose names meet the terms, in order of blocks, without empty blocks. */
export function countByBlock(
  cube: BlockCube,
  terms: NamesTerms,
): readonly { readonly block: number; readonly count: number }[] {
  const isMet = meetingCombinations(cube, terms);
  return cube.blocks.flatMap(({ block, cells }) => {
    let count = 0;
    for (const cell of cells) if (isMet[cell.combination] === true) count += cell.count;
    return count === 0 ? [] : [{ block, count }];
  });
}

/** The number of events in each block whose names meet the terms, and the ranges of their turns, without empty blocks. */
export function rangesOfBlocks(
  cube: BlockCube,
  terms: NamesTerms,
): readonly { readonly count: number; readonly firstTurn: number; readonly lastTurn: number }[] {
  const isMet = meetingCombinations(cube, terms);
  return cube.blocks.flatMap(({ cells }) => {
    const met = cells.filter(({ combination }) => isMet[combination] === true);
    if (met.length === 0) return [];
    return { count: met.reduce((sum, { count }) => sum + count, 0), ...rangesOf(met) };
  });
}

/** The number of events whose names meet the terms, and their ranges of turns and times; `undefined` without any. */
export function rangesOfMatches(
  cube: BlockCube,
  terms: NamesTerms,
): (ReturnType<typeof rangesOf> & { readonly total: number }) | undefined {
  const isMet = meetingCombinations(cube, terms);
  let total = 0;
  const matching: Cell[] = [];
  for (const { cells } of cube.blocks) {
    for (const cell of cells) {
      if (isMet[cell.combination] !== true) continue;
      total += cell.count;
      matching.push(cell);
    }
  }
  return matching.length === 0 ? undefined : { total, ...rangesOf(matching) };
}

/** The number of events of each combination of names. Any count by names follows from it. */
export function countCombinations({ combinations, blocks }: BlockCube): readonly number[] {
  const counts = new Array<number>(combinations.length).fill(0);
  for (const { cells } of blocks) {
    for (const { combination, count } of cells) {
      counts[combination] = (counts[combination] ?? 0) + count;
    }
  }
  return counts;
}

/** The same as `rankNames`, from the number of events of each combination. */
export async function rankCombinations(
  combinations: readonly Combination[],
  counts: readonly number[],
  terms: NamesTerms,
  fields: readonly [CodedField, ...CodedField[]],
  names: IndexNames,
  { limit, ranks, failures }: RankOptions,
): Promise<RankedNames> {
  const rankOf = (code = 0): number | undefined => (ranks === undefined ? 0 : ranks.get(code));
  const values = new Map<number, RankedValue>();
  let eventCount = 0;
  for (const [index, combination] of combinations.entries()) {
    if (isBreathDue()) await breathe();
    const count = counts[index] ?? 0;
    if (count === 0 || !meetsTerms(terms, combination)) continue;
    if (rankOf(combination[fields[0]]) === undefined) continue;
    eventCount += count;
    const codes = fields.map((field) => combination[field]);
    const key = fields.reduce((sum, field) => sum * names.count(field) + combination[field], 0);
    const failedCount = combination.outcome === FAILED_CODE ? count : 0;
    const value = values.get(key);
    if (value === undefined) {
      values.set(key, { codes, count, failedCount });
    } else {
      value.count += count;
      value.failedCount += failedCount;
    }
  }
  const inOrder = (a: RankedValue, b: RankedValue): number => {
    const [rankA = 0, rankB = 0] = [rankOf(a.codes[0]), rankOf(b.codes[0])];
    if (rankA !== rankB) return rankA - rankB;
    if (failures === 'first' && a.failedCount !== b.failedCount) {
      return b.failedCount - a.failedCount;
    }
    if (a.count !== b.count) return b.count - a.count;
    for (const [i, field] of fields.entries()) {
      const [nameA, nameB] = [a, b].map((value) => names.nameOf(field, value.codes[i] ?? 0));
      const order = compareNaturally(nameA ?? '', nameB ?? '');
      if (order !== 0) return order;
    }
    return 0;
  };
  const ranked = await firstInOrder([...values.values()], inOrder, limit);
  return { ranked, valueCount: values.size, eventCount };
}

interface RankedValue {
  readonly codes: readonly number[];
  count: number;
  failedCount: number;
}

function meetingCombinations({ combinations }: BlockCube, terms: NamesTerms): readonly boolean[] {
  return combinations.map((combination) => meetsTerms(terms, combination));
}

/** Whether a combination meets the conditions. */
export function meetsTerms(
  terms: NamesTerms,
  combination: Partial<Record<CellField, number>>,
): boolean {
  for (const field of CELL_FIELDS) {
    const asked = terms[field];
    const code = combination[field];
    if (asked === undefined || code === undefined) continue;
    if (asked.included?.has(code) === false || asked.excluded.has(code)) return false;
  }
  return true;
}
