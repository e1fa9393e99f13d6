'use client';

import { useEffect, useEffectEvent, useRef, type PointerEvent, type RefObject } from 'react';
import { panRange, placeAtPixel, widthOf, zoomRange, type PlaceRange } from './place-range';
import type { TimelineView } from './use-timeline-view';
import { wheelMovement } from './wheel-movement';

/** A press with less movement is a click. */
const MIN_DRAG_PX = 4;

interface Press {
  readonly startX: number;
  readonly startY: number;
  x: number;
  isDrag: boolean;
}

export interface PlotGestures {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
}

/** Wheel, drag and pinch over the plot; `onClick` is called for other presses. A plot without a width does not move. */
export function usePlotGestures(
  plot: RefObject<HTMLElement | null>,
  options: {
    readonly leftPx: number;
    readonly widthPx: number;
    readonly moveTo: TimelineView['moveTo'];
    readonly onClick: (event: PointerEvent<HTMLElement>) => void;
    /** Whether the lanes at a target can scroll. */
    readonly isOverScrollingLanes: (target: EventTarget | null) => boolean;
  },
): PlotGestures {
  const { leftPx, widthPx, moveTo, onClick, isOverScrollingLanes } = options;
  const presses = useRef(new Map<number, Press>());

  const turn = useEffectEvent((event: WheelEvent, left: number) => {
    const movement = wheelMovement(event, isOverScrollingLanes(event.target));
    if (movement.kind === 'none') return;
    event.preventDefault();
    if (widthPx === 0) return;
    // Beside the plot, over the names of lanes, its edge is the place that stays.
    const x = Math.min(Math.max(event.clientX - left - leftPx, 0), widthPx);
    moveTo((view) =>
      movement.kind === 'pan'
        ? pan(view, movement.px, widthPx)
        : zoomRange(view, placeAtPixel(x, view, widthPx), movement.factor),
    );
  });

  // The browser's wheel. React's passive listener could not prevent zooming of the page.
  useEffect(() => {
    const element = plot.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => turn(event, element.getBoundingClientRect().left);
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [plot]);

  return {
    onPointerDown(event) {
      if (widthPx === 0 || event.button !== 0 || isControl(event.target)) return;
      presses.current.set(event.pointerId, {
        startX: event.clientX,
        startY: event.clientY,
        x: event.clientX,
        isDrag: false,
      });
    },
    onPointerMove(event) {
      const press = presses.current.get(event.pointerId);
      if (press === undefined) return;
      if (!press.isDrag) {
        if (Math.abs(event.clientX - press.startX) < MIN_DRAG_PX) return;
        press.isDrag = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      const [other] = [...presses.current].filter(([id]) => id !== event.pointerId);
      const before = press.x;
      press.x = event.clientX;
      if (other === undefined) {
        moveTo((view) => pan(view, before - press.x, widthPx));
        return;
      }
      const [, fixed] = other;
      const left = event.currentTarget.getBoundingClientRect().left + leftPx;
      const [wide, was] = [Math.abs(press.x - fixed.x), Math.abs(before - fixed.x)];
      if (wide < MIN_DRAG_PX || was < MIN_DRAG_PX) return;
      moveTo((view) => zoomRange(view, placeAtPixel(fixed.x - left, view, widthPx), wide / was));
    },
    onPointerUp(event) {
      const press = presses.current.get(event.pointerId);
      presses.current.delete(event.pointerId);
      if (press !== undefined && !press.isDrag) onClick(event);
    },
    onPointerCancel(event) {
      presses.current.delete(event.pointerId);
    },
  };
}

function pan(view: PlaceRange, px: number, widthPx: number): PlaceRange {
  return panRange(view, (px / Math.max(1, widthPx)) * widthOf(view));
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, input') !== null;
}
