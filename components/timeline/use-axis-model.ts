'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SimulationSummary } from '@/lib/api/contract';
import { parseTimestamp } from '@/lib/events/epoch-micros';
import { timeAxis, turnAxis, type AxisModel, type TurnTimes } from './axis-model';
import type { Span } from './span';
import type { TimelineAxis } from './timeline-axis';
import { foldsQuery, turnTimesQuery } from './timeline-queries';

/** The maximum number of turns whose times are requested. With more turns in view, places within a turn are invisible. */
const MAX_TIMED_TURNS = 512;

const NO_TIMES: TurnTimes = new Map();

export interface AxisReading {
  /** `undefined` until the range of events is known. */
  readonly model: AxisModel | undefined;
  /** The span in view on another axis; `null` for the whole axis, or if it cannot be converted. Waits for the times of turns. */
  readonly convertSpan: (to: TimelineAxis) => Promise<Span | null>;
}

/** The axis of a simulation, up to its current end. */
export function useAxisModel(
  simulation: SimulationSummary,
  axis: TimelineAxis,
  span: Span | null,
): AxisReading {
  const { id, first_turn, last_turn, start_time, end_time } = simulation;
  const turns = timedTurns(first_turn, last_turn, axis, span);
  const client = useQueryClient();
  const timesQuery = turnTimesQuery(id, turns ?? { first: 0, last: 0 }, turns !== undefined);
  const { data: turnTimes = NO_TIMES } = useQuery(timesQuery);
  const { data: folds } = useQuery(foldsQuery(id, axis === 'folded'));

  const model = useMemo(() => {
    if (axis === 'turn') {
      return first_turn === null || last_turn === null
        ? undefined
        : turnAxis(first_turn, last_turn, turnTimes);
    }
    const [start, end] = [parseTimestamp(start_time ?? ''), parseTimestamp(end_time ?? '')];
    if (start === undefined || end === undefined) return undefined;
    if (axis === 'time') return timeAxis(Number(start), Number(end));
    return folds && timeAxis(Number(start), Number(end), folds, 'folded');
  }, [axis, first_turn, last_turn, start_time, end_time, turnTimes, folds]);

  async function convertSpan(to: TimelineAxis): Promise<Span | null> {
    if (span === null || (axis === 'turn' && to === 'turn')) return span;
    if (axis !== 'turn' && to !== 'turn') return span;
    if (turns === undefined) return null;
    const times = await client.query({ ...timesQuery, staleTime: Infinity }).catch(() => NO_TIMES);
    return axis === 'turn' ? turnsToTimes(span, times) : timesToTurns(span, times);
  }

  return { model, convertSpan };
}

function timedTurns(
  first: number | null,
  last: number | null,
  axis: TimelineAxis,
  span: Span | null,
): { readonly first: number; readonly last: number } | undefined {
  if (first === null || last === null) return undefined;
  if (last - first < MAX_TIMED_TURNS) return { first, last };
  if (axis !== 'turn' || span === null || span.to - span.from > MAX_TIMED_TURNS / 4)
    return undefined;
  const step = MAX_TIMED_TURNS / 4;
  const from = Math.floor(span.from / step) * step - step;
  return {
    first: Math.max(first, from),
    last: Math.min(last, from + MAX_TIMED_TURNS - 1),
  };
}

function turnsToTimes({ from, to }: Span, times: TurnTimes): Span | null {
  const within = [...times]
    .filter(([turn]) => turn + 1 > from && turn < to)
    .map(([, ends]) => ends);
  const start = within.reduce((least, { first }) => Math.min(least, first), Infinity);
  const end = within.reduce((most, { last }) => Math.max(most, last), -Infinity);
  return start < end ? { from: start, to: end } : null;
}

function timesToTurns({ from, to }: Span, times: TurnTimes): Span | null {
  const turns = [...times].filter(([, { first, last }]) => last >= from && first <= to);
  const [first, last] = [
    turns.reduce((least, [turn]) => Math.min(least, turn), Infinity),
    turns.reduce((most, [turn]) => Math.max(most, turn), -Infinity),
  ];
  return first <= last ? { from: first, to: last + 1 } : null;
}
