interface Total {
  /** The number of matches. */
  readonly total: number;
  /** When it was requested, in milliseconds since the page was loaded. */
  readonly askedAt: number;
}

/**
 * The total to show, from two responses: while the end is shown, the end's total, unless the files were rewritten and have fewer
 * events; otherwise the total that was requested later.
 */
export function newerTotal(page: Total, tail: Total, isTailShown: boolean): Total {
  if (tail.askedAt >= page.askedAt) return tail;
  return isTailShown && page.total >= tail.total ? tail : page;
}

/**
 * The number of rows to show of a growing list. While its end is in view, it grows only together with its new rows, so that every
 * shown row is known.
 */
export function knownTotal(known: {
  readonly matches: Total;
  /** The end as last read, if it was read. */
  readonly tail: Total | undefined;
  readonly showsEnd: boolean;
  /** The number of rows shown now. */
  readonly shown: number;
}): number {
  const { matches, tail, showsEnd, shown } = known;
  if (tail !== undefined && tail.askedAt >= matches.askedAt) return tail.total;
  // The files were rewritten, or the end is loading.
  return showsEnd ? Math.min(shown, matches.total) : matches.total;
}
