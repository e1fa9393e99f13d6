'use client';

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { commandOfKey, isKey, type ControlKey } from '@/components/ui/key-press';
import { snapRange } from './active-range';
import type { AxisModel } from './axis-model';
import { pixelOf, placeAtPixel, type PlaceRange } from './place-range';
import { rangeText } from './probe-facts';
import styles from './range-brush.module.css';

const MIN_DRAG_PX = 3;

type Edge = 'from' | 'to';

/** A range while it is being drawn: its start, and its current end. */
interface Draft {
  readonly anchor: number;
  readonly place: number;
  readonly pointerId: number;
}

/** The range of the filter over the density. Dragging draws a new range or moves an edge; Escape cancels. */
export function RangeBrush({
  model,
  view,
  widthPx,
  range,
  stepWidth,
  onChange,
}: {
  readonly model: AxisModel;
  readonly view: PlaceRange;
  readonly widthPx: number;
  readonly range: PlaceRange | null;
  /** The step of an edge with an arrow key. */
  readonly stepWidth: number;
  readonly onChange: (range: PlaceRange | null) => void;
}) {
  const surface = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const drawn = draft === null ? null : draftRange(draft, model, view, widthPx);
  const shown = draft === null ? range : (drawn ?? range);

  const placeOf = (event: PointerEvent) => {
    const left = surface.current?.getBoundingClientRect().left ?? 0;
    return placeAtPixel(event.clientX - left, view, widthPx);
  };
  const begin = (event: PointerEvent<HTMLElement>, anchor?: number) => {
    if (event.button !== 0 || event.shiftKey) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const place = placeOf(event);
    setDraft({ anchor: anchor ?? place, place, pointerId: event.pointerId });
  };
  const move = (event: PointerEvent) => {
    if (draft?.pointerId !== event.pointerId) return;
    setDraft({ ...draft, place: placeOf(event) });
  };
  const end = (event: PointerEvent) => {
    if (draft?.pointerId !== event.pointerId) return;
    setDraft(null);
    const next = draftRange({ ...draft, place: placeOf(event) }, model, view, widthPx);
    if (next !== null) onChange(next);
  };
  const drag = {
    onPointerMove: move,
    onPointerUp: end,
    onPointerCancel: () => setDraft(null),
  };
  // Keys of the window, in the capture phase: while a range is drawn, the focus may be anywhere.
  const isDrawing = draft !== null;
  useEffect(() => {
    if (!isDrawing) return;
    const giveUp = (event: globalThis.KeyboardEvent) => {
      if (!isKey(event, 'Escape')) return;
      event.preventDefault();
      event.stopPropagation();
      setDraft(null);
    };
    window.addEventListener('keydown', giveUp, { capture: true });
    return () => window.removeEventListener('keydown', giveUp, { capture: true });
  }, [isDrawing]);

  const clear = (event: KeyboardEvent) => {
    if (!isKey(event, 'Escape') || range === null) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(null);
  };

  return (
    <div
      ref={surface}
      className={styles['surface']}
      onPointerDown={(event) => begin(event)}
      onKeyDown={clear}
      {...drag}
    >
      {shown === null ? null : (
        <>
          <div className={styles['range']} style={boxOf(shown, view, widthPx)} />
          {(['from', 'to'] as const).map((edge) => (
            <EdgeHandle
              key={edge}
              edge={edge}
              range={shown}
              x={pixelOf(shown[edge], view, widthPx)}
              widthPx={widthPx}
              model={model}
              onPointerDown={(event) => begin(event, shown[edge === 'from' ? 'to' : 'from'])}
              onStep={(steps) => {
                const moved = { ...shown, [edge]: shown[edge] + steps * stepWidth };
                if (moved.from < moved.to) onChange(moved);
              }}
              drag={drag}
            />
          ))}
        </>
      )}
    </div>
  );
}

function EdgeHandle({
  edge,
  range,
  x,
  widthPx,
  model,
  onPointerDown,
  onStep,
  drag,
}: {
  readonly edge: Edge;
  readonly range: PlaceRange;
  readonly x: number;
  readonly widthPx: number;
  readonly model: AxisModel;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onStep: (steps: number) => void;
  readonly drag: {
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onPointerCancel: () => void;
  };
}) {
  if (x < -1 || x > widthPx + 1) return null;
  return (
    <div
      className={styles['edge']}
      style={{ left: x }}
      role="slider"
      tabIndex={0}
      aria-label={edge === 'from' ? 'Start of the range' : 'End of the range'}
      aria-valuemin={model.extent.from}
      aria-valuemax={model.extent.to}
      aria-valuenow={range[edge]}
      aria-valuetext={rangeText(range, model)}
      onPointerDown={onPointerDown}
      onKeyDown={(event) => {
        const steps = commandOfKey(event, STEPS);
        if (steps === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        onStep(steps);
      }}
      {...drag}
    />
  );
}

/** The number of steps that a key moves an edge. */
const STEPS = new Map<ControlKey, number>([
  ['ArrowLeft', -1],
  ['ArrowDown', -1],
  ['ArrowRight', 1],
  ['ArrowUp', 1],
  ['PageDown', -10],
  ['PageUp', 10],
]);

/** The filter's range for a draft; `null` while the draft is only a click. */
function draftRange(
  { anchor, place }: Draft,
  model: AxisModel,
  view: PlaceRange,
  widthPx: number,
): PlaceRange | null {
  const drawnPx = Math.abs(pixelOf(place, view, widthPx) - pixelOf(anchor, view, widthPx));
  if (drawnPx < MIN_DRAG_PX) return null;
  const { extent } = model;
  const within = (at: number) => Math.min(Math.max(at, extent.from), extent.to);
  const from = within(Math.min(anchor, place));
  return snapRange({ from, to: within(Math.max(anchor, place)) }, model);
}

function boxOf(range: PlaceRange, view: PlaceRange, widthPx: number) {
  const left = Math.max(-2, pixelOf(range.from, view, widthPx));
  const right = Math.min(widthPx + 2, pixelOf(range.to, view, widthPx));
  return { left, width: Math.max(0, right - left) };
}
