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

/** @param of the content. Other content begins at its first page */
export function usePages(
  total: number,
  { first, page, of = '' }: { readonly first: number; readonly page: number; readonly of?: string },
): Pages {
  const [state, setState] = useState<{ readonly of: string; readonly at: number } | null>(null);
  const at = state?.of === of ? state.at : null;
  const setAt = (next: number): void => setState({ of, at: next });
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
