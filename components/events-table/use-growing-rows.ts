'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, type RefObject } from 'react';
import { useVirtualRows, type VirtualRows } from '@/components/ui/use-virtual-rows';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { eventTailQuery, TAIL_ROWS, type EventTail } from './event-tail-query';
import { knownTotal } from './known-total';
import type { EventMatches } from './use-event-matches';
import { useFollow } from './use-follow';

export interface GrowingRows {
  readonly list: VirtualRows;
  /** How many rows are shown: never more than are known where their end is in view. */
  readonly total: number;
  readonly tail: EventTail | undefined;
  /** Whether the end is in view and kept up to date. */
  readonly showsEnd: boolean;
  /** From which row on the end is known, or is on its way: its rows need not be asked for page by page. */
  readonly endsFrom: number;
  /** How many rows have come since the reader stopped following. */
  readonly newCount: number;
  /** Follows the end from now on. */
  readonly follow: () => Promise<void>;
  /** Brings a row into view. A reader who follows and goes elsewhere is no longer following. */
  readonly showRow: VirtualRows['scrollToRow'];
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
    isPinned: isFollowing,
    onPinnedChange,
  });
  const showsEnd = isFollowing || list.lastRow >= total - 1;
  const { data: tail, isError } = useQuery({
    ...eventTailQuery(simulationId, criteria, countsEffects),
    enabled: showsEnd,
  });
  const endsFrom = tail?.firstRow ?? (isError ? total : total - TAIL_ROWS);
  const known = Math.max(1, knownTotal({ matches, tail, showsEnd, shown: total }));
  if (known !== total) setTotal(known);

  const follow = useCallback(async () => {
    // Its rows first: the end is shown with them, not before them.
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
