'use client';

import { useQuery } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { useVirtualRows, type VirtualRows } from '@/components/ui/use-virtual-rows';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { eventTailQuery, TAIL_ROWS, type EventTail } from './event-tail-query';
import { knownTotal } from './known-total';
import type { EventMatches } from './use-event-matches';

export interface GrowingRows {
  readonly list: VirtualRows;
  /** How many rows are shown: never more than are known where their end is in view. */
  readonly total: number;
  readonly tail: EventTail | undefined;
  /** Whether the end is in view and kept up to date. */
  readonly showsEnd: boolean;
  /** From which row on the end is known, or is on its way: its rows need not be asked for page by page. */
  readonly endsFrom: number;
}

/** The rows of a list that may grow, in a scroller that stays where its reader is, or at the end. */
export function useGrowingRows(options: {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly simulationId: string;
  readonly criteria: EventCriteria;
  readonly matches: EventMatches;
  readonly countsEffects: boolean;
  readonly rowHeightPx: number;
  readonly headerPx: number;
  readonly initialRow: number;
  readonly isFollowing: boolean;
  readonly onPinnedChange: (isPinned: boolean) => void;
}): GrowingRows {
  const { simulationId, criteria, matches, isFollowing } = options;
  const [total, setTotal] = useState(matches.total);
  const list = useVirtualRows({
    scroller: options.scroller,
    rowCount: total,
    rowHeightPx: options.rowHeightPx,
    headerPx: options.headerPx,
    initialRow: Math.min(options.initialRow, total - 1),
    isPinned: isFollowing,
    onPinnedChange: options.onPinnedChange,
  });
  const showsEnd = isFollowing || list.lastRow >= total - 1;
  const { data: tail, isError } = useQuery({
    ...eventTailQuery(simulationId, criteria, options.countsEffects),
    enabled: showsEnd,
  });
  const endsFrom = tail?.firstRow ?? (isError ? total : total - TAIL_ROWS);
  const known = Math.max(1, knownTotal({ matches, tail, showsEnd, shown: total }));
  if (known !== total) setTotal(known);
  return { list, total, tail, showsEnd, endsFrom: showsEnd ? endsFrom : total };
}
