import { useEffect, useEffectEvent, useId, useRef } from 'react';
import { graphFileName } from '@/lib/filters/export-file-name';
import { GraphContent, type GraphLook } from './graph-content';
import { saveGraph, type SaveAs } from './save-graph';
import { BandHeadings, TurnBands } from './turn-band-view';
import type { LaidOutGraph } from '../layout/use-graph-layout';
import styles from './export-sheet.module.css';

const MARGIN_PX = 32;
const HEADINGS_PX = 56;

/** Draws the whole graph in full size, invisibly, to be saved as a file. Reports when that is done. */
export function ExportSheet({
  simulationId,
  saveAs,
  onSaved,
  cutText,
  laidOut: shown,
  ...look
}: GraphLook & {
  readonly simulationId: string;
  readonly laidOut: LaidOutGraph;
  readonly saveAs: SaveAs;
  /** A description of events left out; `undefined` when the graph is complete. */
  readonly cutText: string | undefined;
  readonly onSaved: () => void;
}) {
  const idPrefix = useId();
  const sheet = useRef<SVGSVGElement>(null);
  // The export has no animation.
  const laidOut = { ...shown, cameFrom: new Map() };
  const { left, top, right, bottom } = laidOut.layout.bounds;
  const size = {
    width: right - left + 2 * MARGIN_PX,
    height: bottom - top + HEADINGS_PX + MARGIN_PX,
  };
  const frame = { x: MARGIN_PX - left, y: HEADINGS_PX - top, k: 1 };
  const save = useEffectEvent(() => {
    if (sheet.current === null) return;
    const name = graphFileName(simulationId, laidOut.graph.selectedId);
    void saveGraph(sheet.current, saveAs, name).finally(onSaved);
  });

  // Saving a file is a side effect in the browser.
  useEffect(() => save(), []);

  return (
    <svg
      ref={sheet}
      className={styles['sheet']}
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
