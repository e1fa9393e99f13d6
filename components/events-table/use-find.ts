'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '@/components/api';
import { failureOf } from '@/components/server-data';
import { runKey } from '@/components/run-key';
import type { EventMarks, NearestMark } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { MarkDirection } from '@/lib/filters/mark-options';

/** How long the keyboard has to rest before what was typed is looked for. */
const TYPING_MS = 150;

const MARK_BUCKETS = 500;

export type FoundMark = NonNullable<NearestMark['mark']>;

export interface Find {
  /** As it was typed. */
  readonly text: string;
  /** What the rows are marked with; empty when that is nothing. */
  readonly marked: string;
  readonly type: (text: string) => void;
  /** Goes to the next or previous match and selects it. */
  readonly step: (direction: MarkDirection) => void;
  /** How many rows have it; `undefined` while that is not known. */
  readonly count: number | undefined;
  readonly marks: EventMarks | undefined;
  /** The match that was gone to last. */
  readonly mark: FoundMark | null;
  readonly isLooking: boolean;
  readonly isEmpty: boolean;
  readonly error: Error | null;
}

export interface FindOptions {
  readonly simulationId: string;
  readonly criteria: EventCriteria;
  /** What the address says; `null` when nothing is looked for. */
  readonly find: string | null;
  readonly onFindChange: (find: string | null) => void;
  /** Where to look from: the row of the keyboard, else the first in view. */
  readonly currentRow: () => number;
  readonly showMark: (mark: FoundMark, how: { readonly selects: boolean }) => void;
}

/** A match that was gone to, and by what text. */
interface ReachedMark {
  readonly find: string;
  readonly mark: FoundMark;
  /** How many there were in that moment. */
  readonly count: number;
}

/** Text that is looked for in the rows: what was found lasts as long as the text is the same. */
export function useFind(options: FindOptions): Find {
  const { simulationId, criteria, find, onFindChange, currentRow, showMark } = options;
  const client = useQueryClient();
  const [text, setText] = useState(find ?? '');
  const [mark, setMark] = useState<ReachedMark | null>(null);
  // Steps that come faster than answers are taken one after the other, each from where the one before has led.
  const reached = useRef<ReachedMark | null>(null);
  const steps = useRef(Promise.resolve());
  const [seeking, setSeeking] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const seek = useRef(0);

  // The clock of a table that is gone.
  useEffect(() => () => clearTimeout(timer.current), []);

  const marked = find ?? '';
  const marks = useQuery({
    queryKey: runKey('marks', simulationId, criteria, marked),
    queryFn: ({ signal }) =>
      api.getMarks(simulationId, criteria, marked, { buckets: MARK_BUCKETS, signal }),
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
            api.getNearestMark(simulationId, criteria, wanted, { row, direction, signal }),
          staleTime: 0,
          gcTime: 0,
        });
        // Another match has been asked for meanwhile.
        if (own !== seek.current) return;
        reached.current =
          found.mark === null ? null : { find: wanted, mark: found.mark, count: found.mark_count };
        setMark(reached.current);
        if (found.mark !== null) showMark(found.mark, how);
      } catch {
        // The marks of the same text say what is wrong.
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
        // Before the first row comes the last one.
        const row = from < 0 ? Number.MAX_SAFE_INTEGER : from;
        return look(wanted, row, direction, { selects: true });
      });
    },
    // A run that grows may have had more of them by the time one was gone to.
    count: markCount === undefined ? undefined : Math.max(markCount, current?.count ?? 0),
    marks: marked === '' ? undefined : marks.data,
    mark: current?.mark ?? null,
    isLooking: seeking > 0,
    isEmpty: text.trim() === '' || marks.data?.mark_count === 0,
    error: failureOf(marks),
  };
}
