'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, type RefObject } from 'react';
import { useVirtualRows, type VirtualRows } from '@/components/ui/use-virtual-rows';
import { PAGE_SIZE } from './event-page-query';
import { isOldestFirst, type RowsFilter } from './rows-filter';
import { eventTailQuery, TAIL_ROWS, type EventTail } from './event-tail-query';
import { knownTotal } from './known-total';
import type { EventMatches } from './use-event-matches';
import { useFollow } from './use-follow';

export interface GrowingRows {
  readonly list: VirtualRows;
  /** The number of shown rows. While their end is in view, all of them are known. */
  readonly total: number;
  readonly tail: EventTail | undefined;
  /** Whether the end is in view and kept up to date. */
  readonly showsEnd: boolean;
  /** The first row of the end, which is known or loading: its rows need no requests for pages. */
  readonly endsFrom: number;
  /** The number of rows added since the reader stopped following. */
  readonly newCount: number;
  /** Follows the end from now on. */
  readonly follow: () => Promise<void>;
  /** Scrolls to a row. Following ends when the row is away from the end. */
  readonly showRow: VirtualRows['scrollToRow'];
}

/** The rows of a list that may grow, in a scroller that keeps its position, or stays at the end. */
export function useGrowingRows(options: {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly simulationId: string;
  readonly criteria: RowsFilter;
  readonly matches: EventMatches;
  readonly countsEffects: boolean;
  readonly rowHeightPx: number;
  readonly headerPx: number;
  readonly initialRow: number;
  readonly isFollowing: boolean;
  readonly onFollowingChange: (isFollowing: boolean) => void;
}): GrowingRows {
  const { simulationId, criteria, matches, countsEffects, isFollowing, onFollowingChange } =
    options;
  const client = useQueryClient();
  const [total, setTotal] = useState(matches.total);
  const { newCount, resume, leaveFor, onPinnedChange } = useFollow({
    total,
    isFollowing,
    onFollowingChange,
  });
  const list = useVirtualRows({
    scroller: options.scroller,
    rowCount: total,
    rowHeightPx: options.rowHeightPx,
    headerPx: options.headerPx,
    initialRow: Math.min(options.initialRow, total - 1),
    printedPage: PAGE_SIZE,
    isPinned: isFollowing && isOldestFirst(criteria),
    onPinnedChange,
  });
  // In another order new events are not the last rows: they take their places when pages are read again.
  const hasTail = isOldestFirst(criteria);
  const showsEnd = hasTail && (isFollowing || list.lastRow >= total - 1);
  const { data: tail, isError } = useQuery({
    ...eventTailQuery(simulationId, criteria, countsEffects),
    enabled: showsEnd,
  });
  const endsFrom = tail?.firstRow ?? (isError ? total : total - TAIL_ROWS);
  const known = Math.max(1, knownTotal({ matches, tail, showsEnd, shown: total }));
  if (known !== total) setTotal(known);

  const follow = useCallback(async () => {
    // Its rows are loaded first, because the end is shown together with them.
    const end = { ...eventTailQuery(simulationId, criteria, countsEffects), staleTime: 0 };
    await client.query(end).catch(() => undefined);
    resume();
  }, [client, simulationId, criteria, countsEffects, resume]);
  const { scrollToRow } = list;
  const showRow = useCallback<VirtualRows['scrollToRow']>(
    (row, align) => {
      leaveFor(row);
      scrollToRow(row, align);
    },
    [leaveFor, scrollToRow],
  );

  return {
    list,
    total,
    tail,
    showsEnd,
    endsFrom: showsEnd ? endsFrom : total,
    newCount,
    follow,
    showRow,
  };
}
