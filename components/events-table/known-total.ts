interface Total {
  /** How many events match. */
  readonly total: number;
  /** When that was asked for, in milliseconds of this page's life. */
  readonly askedAt: number;
}

/**
 * The total to tell of two answers: the end's while it is shown, unless the files were rewritten and hold less; else the
 * one that was asked for later.
 */
export function newerTotal(page: Total, tail: Total, isTailShown: boolean): Total {
  if (tail.askedAt >= page.askedAt) return tail;
  return isTailShown && page.total >= tail.total ? tail : page;
}

/**
 * How many rows to show of a list that grows. Where its end is in view, it grows only together with the rows that are
 * new: none is ever shown that is not known.
 */
export function knownTotal(known: {
  readonly matches: Total;
  /** Its end as last read, if it was. */
  readonly tail: Total | undefined;
  readonly showsEnd: boolean;
  /** How many are shown now. */
  readonly shown: number;
}): number {
  const { matches, tail, showsEnd, shown } = known;
  if (tail !== undefined && tail.askedAt >= matches.askedAt) return tail.total;
  // The files were rewritten, or the end is on its way.
  return showsEnd ? Math.min(shown, matches.total) : matches.total;
}
