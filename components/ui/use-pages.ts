'use client';

import { useState } from 'react';

/** The visible part of long content: a little at first, then page by page, so that there is never more than a page. */
export interface Pages {
  readonly from: number;
  /** The end of the visible part, exclusive. */
  readonly to: number;
  readonly total: number;
  /** Whether the reader asked for more. */
  readonly isPaged: boolean;
  readonly canGoOn: boolean;
  readonly showMore: () => void;
  readonly goOn: () => void;
  readonly goBack: () => void;
}

export function usePages(
  total: number,
  { first, page }: { readonly first: number; readonly page: number },
): Pages {
  const [at, setAt] = useState<number | null>(null);
  const last = Math.max(0, Math.ceil(total / page) - 1);
  const shown = Math.min(at ?? 0, last);
  const from = shown * page;
  return {
    from,
    to: Math.min(total, at === null ? first : from + page),
    total,
    isPaged: at !== null && total > page,
    canGoOn: shown < last,
    showMore: () => setAt(0),
    goOn: () => setAt(Math.min(shown + 1, last)),
    goBack: () => setAt(Math.max(shown - 1, 0)),
  };
}
