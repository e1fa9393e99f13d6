'use client';

import { useMemo, useRef, useState, type PointerEvent } from 'react';
import { useElementWidth } from '@/components/ui/use-element-width';
import { shownName } from '@/components/ui/shown-text';
import { chartHit, type ChartHit } from './chart-hit';
import { layoutCharts, turnAt, turnScale } from './chart-layout';
import { ChartPanels } from './chart-panels';
import styles from './chart-plot.module.css';
import type { ChartSeries } from './chart-series';
import { seriesColor } from './series-stroke';
import type { TurnRange } from './turn-range';

const MIN_DRAG_PX = 4;
/** The distance within which the line of the current turn can be grabbed. */
const HANDLE_PX = 6;

/** A drag, and its starting point. */
interface Drag {
  readonly target: 'turn' | 'turns';
  readonly pointerId: number;
  readonly from: number;
  readonly to: number;
}

export interface ChartPlotProps {
  readonly series: readonly ChartSeries[];
  readonly isShared: boolean;
  /** Whether the plots have more height. */
  readonly isTall: boolean;
  /** The visible turns. */
  readonly turns: TurnRange;
  readonly turn: number;
  readonly checkpoints: readonly number[];
  readonly selectedEventId: string | null;
  /** The turn under the pointer; `null` when there is none. */
  readonly onHover: (turn: number | null) => void;
  readonly onTurn: (turn: number) => void;
  readonly onZoom: (turns: TurnRange) => void;
  readonly onSelectEvent: (eventId: string) => void;
}

/**
 * Variables over turns. A click on a point selects its event, a click elsewhere goes to the turn. Dragging selects a range of
 * turns, or moves the line of the current turn. The keyboard has other ways to do the same.
 */
export function ChartPlot(props: ChartPlotProps) {
  const { series, isShared, isTall, turns, turn, checkpoints, selectedEventId } = props;
  const { onHover, onTurn, onZoom, onSelectEvent } = props;
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(frame) ?? 0;
  const layout = useMemo(
    () => layoutCharts(series, { widthPx, isShared, isTall }),
    [series, widthPx, isShared, isTall],
  );
  const x = useMemo(() => turnScale(turns, layout), [turns, layout]);
  const [pointer, setPointer] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const hit = pointer === null || drag !== null ? undefined : chartHit(pointer, layout, x, turns);
  const isOnLine = pointer !== null && Math.abs(pointer.x - x(turn)) <= HANDLE_PX;

  const placeOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const move = (event: PointerEvent) => {
    const place = placeOf(event);
    setPointer(place);
    const at = turnAt(place.x, x, turns);
    onHover(at);
    if (drag?.pointerId !== event.pointerId) return;
    setDrag({ ...drag, to: place.x });
    if (drag.target === 'turn') onTurn(at);
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const place = placeOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    const target = Math.abs(place.x - x(turn)) <= HANDLE_PX ? 'turn' : 'turns';
    setPointer(place);
    setDrag({ target, pointerId: event.pointerId, from: place.x, to: place.x });
  };
  const end = (event: PointerEvent) => {
    if (drag?.pointerId !== event.pointerId) return;
    setDrag(null);
    const place = placeOf(event);
    if (Math.abs(place.x - drag.from) < MIN_DRAG_PX) {
      const clicked = chartHit(place, layout, x, turns);
      if (clicked === undefined) onTurn(turnAt(place.x, x, turns));
      else onSelectEvent(clicked.point.eventId);
      return;
    }
    if (drag.target === 'turn') return;
    const [a, b] = [turnAt(drag.from, x, turns), turnAt(place.x, x, turns)];
    if (a !== b) onZoom({ first: Math.min(a, b), last: Math.max(a, b) });
  };
  const leave = () => {
    setPointer(null);
    onHover(null);
  };

  return (
    <div ref={frame} className={styles['frame']} style={{ height: layout.heightPx }}>
      {widthPx === 0 ? null : (
        <svg
          className={styles['plot']}
          width={widthPx}
          height={layout.heightPx}
          role="img"
          aria-label={`${series.map(({ key }) => shownName(key)).join(', ')} over turns ${turns.first} to ${turns.last}`}
          data-pointing={hit !== undefined ? 'point' : isOnLine ? 'line' : 'plot'}
          onPointerDown={begin}
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={() => setDrag(null)}
          onPointerLeave={leave}
        >
          <ChartPanels layout={layout} x={x} turns={turns} checkpoints={checkpoints} />
          {turn < turns.first || turn > turns.last ? null : (
            <g className={styles['now']}>
              <line x1={x(turn)} x2={x(turn)} y1={10} y2={layout.axisTopPx} />
              <path d={`M${x(turn) - 5} 2h10v5l-5 5l-5-5z`} />
            </g>
          )}
          {pointer === null || drag !== null ? null : (
            <line
              className={styles['hover']}
              x1={x(turnAt(pointer.x, x, turns))}
              x2={x(turnAt(pointer.x, x, turns))}
              y1={10}
              y2={layout.axisTopPx}
            />
          )}
          {drag?.target === 'turns' && Math.abs(drag.to - drag.from) >= MIN_DRAG_PX ? (
            <rect
              className={styles['brush']}
              x={Math.min(drag.from, drag.to)}
              width={Math.abs(drag.to - drag.from)}
              y={8}
              height={layout.axisTopPx - 8}
            />
          ) : null}
          <Ring hit={hit} selectedEventId={selectedEventId} />
        </svg>
      )}
    </div>
  );
}

/** Surrounds the point that a click would choose. */
function Ring({
  hit,
  selectedEventId,
}: {
  readonly hit: ChartHit | undefined;
  readonly selectedEventId: string | null;
}) {
  if (hit === undefined) return null;
  const isSelected = hit.point.eventId === selectedEventId;
  return (
    <circle
      className={styles['ring']}
      cx={hit.x}
      cy={hit.y}
      r={5}
      style={{
        stroke: seriesColor(hit.series.at),
        fill: isSelected ? seriesColor(hit.series.at) : 'none',
      }}
    />
  );
}
