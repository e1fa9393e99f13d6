import { useId, type Ref } from 'react';
import type { LaidOutGraph } from '../layout/use-graph-layout';
import styles from './export-sheet.module.css';
import { GraphContent, type GraphLook } from './graph-content';
import { BandHeadings, TurnBands } from './turn-band-view';

const MARGIN_PX = 32;
const HEADINGS_PX = 56;

/** A drawing of the whole graph, in full size where its element has no other size. */
export function GraphSheet({
  ref,
  className,
  cutText,
  laidOut: shown,
  ...look
}: GraphLook & {
  readonly ref?: Ref<SVGSVGElement>;
  readonly className: string | undefined;
  readonly laidOut: LaidOutGraph;
  /** A description of events left out; `undefined` when the graph is complete. */
  readonly cutText: string | undefined;
}) {
  const idPrefix = useId();
  // A drawing has no animation.
  const laidOut = { ...shown, cameFrom: new Map() };
  const { left, top, right, bottom } = laidOut.layout.bounds;
  const size = {
    width: right - left + 2 * MARGIN_PX,
    height: bottom - top + HEADINGS_PX + MARGIN_PX,
  };
  const frame = { x: MARGIN_PX - left, y: HEADINGS_PX - top, k: 1 };
  return (
    <svg
      ref={ref}
      className={className}
      width={size.width}
      height={size.height}
      viewBox={`0 0 ${size.width} ${size.height}`}
      aria-hidden="true"
    >
      <g transform={`translate(${frame.x},${frame.y})`}>
        <TurnBands laidOut={laidOut} area={{ top: -frame.y, bottom: size.height - frame.y }} />
        <GraphContent
          {...look}
          laidOut={laidOut}
          idPrefix={idPrefix}
          tabStopId={undefined}
          activeId={undefined}
          area={undefined}
          isSmall={false}
        />
      </g>
      <BandHeadings laidOut={laidOut} frame={frame} size={size} />
      {cutText === undefined ? null : (
        <text className={styles['cut']} x={MARGIN_PX} y={size.height - MARGIN_PX / 3}>
          {cutText}
        </text>
      )}
    </svg>
  );
}
