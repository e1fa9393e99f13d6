'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { AxisModel } from './axis-model';
import { blendRanges, clampRange, isSameRange, type PlaceRange } from './place-range';
import { writeSpan, type Span } from './span';

/** After this time without a movement, the view has settled and is written to the address, ms. */
const SETTLE_MS = 180;
/** Movements within this time are a single step of the browser's history, ms. */
const STEP_MS = 1500;
const GLIDE_MS = 160;

export interface TimelineView {
  /** The current range. */
  readonly view: PlaceRange;
  /** The range of the last standstill, for requests. */
  readonly settled: PlaceRange;
  /** Shows another range at once, within the axis. */
  readonly moveTo: (change: (view: PlaceRange) => PlaceRange) => void;
  /** Moves to another range smoothly, unless the reader prefers reduced motion. */
  readonly glideTo: (change: (view: PlaceRange) => PlaceRange) => void;
}

/** The view in the address, or the current one while it is being moved. */
export function useTimelineView(
  model: AxisModel,
  span: Span | null,
  onSpanChange: (span: Span | null, history: 'push' | 'replace') => void,
): TimelineView {
  const { extent, minWidth } = model;
  const base = `${model.axis} ${span === null ? '' : writeSpan(span)}`;
  const [moved, setMoved] = useState<{ base: string; view: PlaceRange } | null>(null);
  const settled = span === null ? extent : clampRange(model.toPlaces(span), extent, minWidth);
  const view = moved?.base === base ? moved.view : settled;

  // The state for handlers, which may run several times between two renders.
  const now = useRef({ view, base, model, onSpanChange });
  useLayoutEffect(() => {
    now.current = { view, base, model, onSpanChange };
  });
  const timers = useRef({
    settle: 0,
    glide: 0,
    steppedAt: -Infinity,
    goal: null as PlaceRange | null,
  });

  const show = useCallback((next: PlaceRange) => {
    const { model: axis, base: from } = now.current;
    const clamped = clampRange(next, axis.extent, axis.minWidth);
    now.current.view = clamped;
    setMoved({ base: from, view: clamped });
    window.clearTimeout(timers.current.settle);
    timers.current.settle = window.setTimeout(() => {
      const { model: settledAxis, onSpanChange: tell } = now.current;
      const isAll = isSameRange(clamped, settledAxis.extent);
      const at = performance.now();
      const history = at - timers.current.steppedAt < STEP_MS ? 'replace' : 'push';
      timers.current.steppedAt = at;
      tell(isAll ? null : settledAxis.toSpan(clamped), history);
      setMoved(null);
    }, SETTLE_MS);
  }, []);

  const moveTo = useCallback<TimelineView['moveTo']>(
    (change) => {
      window.cancelAnimationFrame(timers.current.glide);
      timers.current.goal = null;
      show(change(now.current.view));
    },
    [show],
  );

  const glideTo = useCallback<TimelineView['glideTo']>(
    (change) => {
      const { model: axis } = now.current;
      const from = now.current.view;
      // A held key continues from the goal of the movement, not from the current range.
      const goal = clampRange(change(timers.current.goal ?? from), axis.extent, axis.minWidth);
      window.cancelAnimationFrame(timers.current.glide);
      if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
        show(goal);
        return;
      }
      timers.current.goal = goal;
      const start = performance.now();
      const step = (at: number) => {
        const share = Math.min(1, Math.max(0, at - start) / GLIDE_MS);
        show(share === 1 ? goal : blendRanges(from, goal, 1 - (1 - share) ** 3));
        if (share < 1) timers.current.glide = window.requestAnimationFrame(step);
        else timers.current.goal = null;
      };
      timers.current.glide = window.requestAnimationFrame(step);
    },
    [show],
  );

  // After a change of the axis, or Back, a movement in progress no longer applies.
  useEffect(() => {
    const pending = timers.current;
    return () => {
      window.clearTimeout(pending.settle);
      window.cancelAnimationFrame(pending.glide);
      pending.goal = null;
    };
  }, [base]);

  return { view, settled, moveTo, glideTo };
}
