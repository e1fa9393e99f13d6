import { useEffect, useEffectEvent, useRef } from 'react';
import { graphFileName } from '@/lib/filters/export-file-name';
import type { LaidOutGraph } from '../layout/use-graph-layout';
import styles from './export-sheet.module.css';
import type { GraphLook } from './graph-content';
import { GraphSheet } from './graph-sheet';
import { saveDrawing, type SaveAs } from '@/components/save-drawing';

/** Draws the whole graph in full size, invisibly, to be saved as a file. Reports when that is done. */
export function ExportSheet({
  simulationId,
  saveAs,
  onSaved,
  ...drawing
}: GraphLook & {
  readonly simulationId: string;
  readonly laidOut: LaidOutGraph;
  readonly saveAs: SaveAs;
  /** A description of events left out; `undefined` when the graph is complete. */
  readonly cutText: string | undefined;
  readonly onSaved: () => void;
}) {
  const sheet = useRef<SVGSVGElement>(null);
  const save = useEffectEvent(() => {
    if (sheet.current === null) return;
    const name = graphFileName(simulationId, drawing.laidOut.graph.selectedId);
    void saveDrawing(sheet.current, saveAs, name).finally(onSaved);
  });

  // Saving a file is a side effect in the browser.
  useEffect(() => save(), []);

  return <GraphSheet {...drawing} ref={sheet} className={styles['sheet']} />;
}
