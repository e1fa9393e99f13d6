'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '@/components/api';
import { failureOf } from '@/components/server-data';
import { runKey } from '@/components/run-key';
import type { EventMarks, NearestMark } from '@/lib/api/contract';
import { isOldestFirst, unsorted, type RowsFilter } from './rows-filter';
import type { MarkDirection } from '@/lib/filters/mark-options';

/** The search starts after a pause in typing of this length, ms. */
const TYPING_MS = 150;

const MARK_BUCKETS = 500;

export type FoundMark = NonNullable<NearestMark['mark']>;

export interface Find {
  /** The text as typed. */
  readonly text: string;
  /** The text highlighted in the rows; empty without one. */
  readonly marked: string;
  readonly type: (text: string) => void;
  /** Goes to the next or previous match and selects it. */
  readonly step: (direction: MarkDirection) => void;
  /** The number of rows with the text; `undefined` while it is not known. */
  readonly count: number | undefined;
  readonly marks: EventMarks | undefined;
  /** The last match that was reached. */
  readonly mark: FoundMark | null;
  readonly isLooking: boolean;
  readonly isEmpty: boolean;
  readonly error: Error | null;
}

export interface FindOptions {
  readonly simulationId: string;
  readonly criteria: RowsFilter;
  /** The text in the address; `null` without a search. */
  readonly find: string | null;
  readonly onFindChange: (find: string | null) => void;
  /** The start of the search: the active row, otherwise the first row in view. */
  readonly currentRow: () => number;
  readonly showMark: (mark: FoundMark, how: { readonly selects: boolean }) => void;
}

/** A reached match, with its text. */
interface ReachedMark {
  readonly find: string;
  readonly mark: FoundMark;
  /** The number of matches at that time. */
  readonly count: number;
}

/** A search for text in the rows. A match is kept until the text changes. */
export function useFind(options: FindOptions): Find {
  const { simulationId, criteria, find, onFindChange, currentRow, showMark } = options;
  const client = useQueryClient();
  const [text, setText] = useState(find ?? '');
  const [mark, setMark] = useState<ReachedMark | null>(null);
  // Steps faster than responses run one after the other, each from the result of the previous one.
  const reached = useRef<ReachedMark | null>(null);
  const steps = useRef(Promise.resolve());
  const [seeking, setSeeking] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const seek = useRef(0);

  // Cancels the timer on unmount.
  useEffect(() => () => clearTimeout(timer.current), []);

  const marked = find ?? '';
  const marks = useQuery({
    queryKey: runKey('marks', simulationId, criteria, marked),
    queryFn: ({ signal }) =>
      api.getMarks(simulationId, unsorted(criteria), marked, { buckets: MARK_BUCKETS, signal }),
    enabled: marked !== '',
    placeholderData: keepPreviousData,
  });

  const look = useCallback(
    async (
      wanted: string,
      row: number,
      direction: MarkDirection,
      how: { readonly selects: boolean },
    ) => {
      const own = ++seek.current;
      setSeeking((count) => count + 1);
      try {
        const found = await client.query({
          queryKey: runKey('nearest-mark', simulationId, criteria, wanted, row, direction),
          queryFn: ({ signal }) =>
            api.getNearestMark(simulationId, unsorted(criteria), wanted, {
              ...{ row, direction, signal },
              ...{ sort: criteria.sort, order: criteria.order },
            }),
          staleTime: 0,
          gcTime: 0,
        });
        // Another match has been requested in the meantime.
        if (own !== seek.current) return;
        reached.current =
          found.mark === null ? null : { find: wanted, mark: found.mark, count: found.mark_count };
        setMark(reached.current);
        if (found.mark !== null) showMark(found.mark, how);
      } catch {
        // The request for the marks of the same text reports the failure.
      } finally {
        setSeeking((count) => count - 1);
      }
    },
    [client, simulationId, criteria, showMark],
  );

  const current = mark !== null && mark.find === marked ? mark : null;
  const markCount = marks.isPlaceholderData ? undefined : marks.data?.mark_count;
  return {
    text,
    marked,
    type: (next) => {
      setText(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const wanted = next.trim();
        onFindChange(wanted === '' ? null : wanted);
        if (wanted !== '') void look(wanted, currentRow(), 'next', { selects: false });
      }, TYPING_MS);
    },
    step: (direction) => {
      clearTimeout(timer.current);
      const wanted = text.trim();
      if (wanted === '') return;
      if (wanted !== marked) onFindChange(wanted);
      steps.current = steps.current.then(() => {
        const before = reached.current;
        const from =
          before?.find === wanted
            ? before.mark.offset + (direction === 'next' ? 1 : -1)
            : currentRow();
        // The search wraps from the first row to the last one.
        const row = from < 0 ? Number.MAX_SAFE_INTEGER : from;
        return look(wanted, row, direction, { selects: true });
      });
    },
    // A growing run may have had more matches when one was reached.
    count: markCount === undefined ? undefined : Math.max(markCount, current?.count ?? 0),
    // The places of marks are known in the order of time.
    marks: marked === '' || !isOldestFirst(criteria) ? undefined : marks.data,
    mark: current?.mark ?? null,
    isLooking: seeking > 0,
    isEmpty: text.trim() === '' || marks.data?.mark_count === 0,
    error: failureOf(marks),
  };
}
