import type { EventColumnsBuilder } from './event-columns';
import { ID_WORDS } from './event-id-bits';
import type { IdRows } from './id-rows';

/** Links, divided by the place of their causes. Rows are of the same columns. */
export interface SplitLinks {
  /** Links to causes among these events: in a run written in order, nearly all links. */
  readonly near: {
    readonly count: number;
    /** The row of the cause; the first one when several events have its id. */
    readonly cause: Uint32Array;
    /** The row of the effect. */
    readonly effect: Uint32Array;
  };
  /** Links to causes that are elsewhere or missing. */
  readonly far: {
    readonly count: number;
    /** The id of the cause. */
    readonly cause: Uint32Array;
    readonly effect: Uint32Array;
  };
}

/** Separates links within `columns`, whose ids are in `rows`, from links to causes elsewhere. */
export function splitLinks(columns: EventColumnsBuilder, rows: IdRows): SplitLinks {
  const { linkCount, cause, effect } = columns;
  const near = { count: 0, cause: new Uint32Array(linkCount), effect: new Uint32Array(linkCount) };
  const far: number[] = [];
  for (let link = 0; link < linkCount; link++) {
    const row = rows.find(cause, link * ID_WORDS);
    if (row === undefined) {
      far.push(link);
      continue;
    }
    near.cause[near.count] = row;
    near.effect[near.count] = effect[link] ?? 0;
    near.count++;
  }
  const farLinks = {
    count: far.length,
    cause: new Uint32Array(far.length * ID_WORDS),
    effect: new Uint32Array(far.length),
  };
  far.forEach((link, to) => {
    farLinks.cause.set(cause.subarray(link * ID_WORDS, (link + 1) * ID_WORDS), to * ID_WORDS);
    farLinks.effect[to] = effect[link] ?? 0;
  });
  return { near, far: farLinks };
}
