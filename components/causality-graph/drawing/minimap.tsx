import { useMemo, useRef, type PointerEvent } from 'react';
import { cardOutlines } from './card-outline';
import { CARD_HEIGHT, CARD_WIDTH } from '../layout/card-size';
import type { Frame, Size } from './frame-graph';
import type { GraphLayout } from '../layout/layout-graph';
import styles from './minimap.module.css';

const WIDTH_PX = 120;
const HEIGHT_PX = 30;
const MARGIN = 40;

/**
 * A small picture of the whole graph, with the visible part marked. Graphs are stretched to its shape. Pressing and dragging
 * on it moves the view. Absent while the whole graph is visible. For pointers only: the keyboard walks through the graph
 * itself.
 */
export function Minimap({
  layout,
  frame,
  size,
  onMove,
}: {
  readonly layout: GraphLayout;
  readonly frame: Frame;
  readonly size: Size;
  /** The new middle of the view, in the graph's pixels. */
  readonly onMove: (point: { readonly x: number; readonly y: number }) => void;
}) {
  const isHeld = useRef(false);
  const { nodes, bounds } = layout;
  const cards = useMemo(() => cardOutlines(nodes), [nodes]);
  const [left, top] = [bounds.left - MARGIN, bounds.top - MARGIN];
  const [width, height] = [bounds.right + MARGIN - left, bounds.bottom + MARGIN - top];
  const seen = {
    x: -frame.x / frame.k,
    y: -frame.y / frame.k,
    width: size.width / frame.k,
    height: size.height / frame.k,
  };
  const isWhole =
    seen.x <= bounds.left &&
    seen.y <= bounds.top &&
    seen.x + seen.width >= bounds.right &&
    seen.y + seen.height >= bounds.bottom;
  if (isWhole) return null;

  function move({ currentTarget, clientX, clientY }: PointerEvent) {
    const box = currentTarget.getBoundingClientRect();
    onMove({
      x: left + ((clientX - box.left) / box.width) * width,
      y: top + ((clientY - box.top) / box.height) * height,
    });
  }

  const drawing = {
    viewBox: `${left} ${top} ${width} ${height}`,
    preserveAspectRatio: 'none',
  };
  return (
    <div
      className={styles['minimap']}
      style={{ width: WIDTH_PX, height: HEIGHT_PX }}
      aria-hidden="true"
      data-minimap=""
      onPointerDown={(event) => {
        isHeld.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={(event) => {
        if (isHeld.current) move(event);
      }}
      onPointerUp={() => {
        isHeld.current = false;
      }}
    >
      <svg className={styles['still']} {...drawing}>
        <path className={styles['cards']} d={cards} />
        <rect
          className={styles['selected']}
          y={-CARD_HEIGHT / 2}
          width={CARD_WIDTH}
          height={CARD_HEIGHT}
        />
      </svg>
      <svg {...drawing}>
        <rect className={styles['seen']} {...seen} />
      </svg>
    </div>
  );
}
