'use client';

import { useId } from 'react';
import { useMeasureText } from '@/components/ui/use-measure-text';
import styles from './band-charts.module.css';
import { linePath, MARGIN, PLOT_HEIGHT_PX, type PlotScales, type RunLine } from './band-plot';
import { cornerOf, type ChartGrid } from './chart-grid';
import { usePointed, type Pointed, type PointedRun } from './pointed-run';
import { readoutOf } from './readout';

const LINE_PX = 16;
const PADDING_PX = 8;
const AWAY_PX = 12;

/** The line of the pointed or chosen run over its chart, with its values in words. The only part that follows the pointer. */
export function RunOverlay({
  pointed,
  chosen,
  lines,
  turns,
  scales,
  grid,
  nameOf,
}: {
  readonly pointed: PointedRun;
  readonly chosen: string | null;
  readonly lines: ReadonlyMap<string, RunLine>;
  readonly turns: readonly number[];
  readonly scales: PlotScales;
  readonly grid: ChartGrid;
  readonly nameOf: (run: string) => string;
}) {
  const clipId = useId();
  const measure = useMeasureText(11);
  const now = usePointed<Pointed | null>(pointed, (each) => each);
  const shown = now ?? (chosen === null ? null : { run: chosen, at: null });
  const line = shown === null ? undefined : lines.get(shown.run);
  if (shown === null || line === undefined) return null;
  const readout = readoutOf(line, shown.at, turns, nameOf(line.run));
  const corner = cornerOf(line.group, grid);
  const [left = 0, right = 0] = scales.x.range();
  const bottom = PLOT_HEIGHT_PX - MARGIN.bottom;
  const px = readout.turn === null ? left : scales.x(readout.turn);
  const py = Math.min(Math.max(scales.y(readout.value ?? 0), MARGIN.top), bottom);
  const width =
    2 * PADDING_PX +
    readout.words.reduce((most, words) => Math.max(most, measure(words) * 1.06), 0);
  const height = LINE_PX * readout.words.length + PADDING_PX;
  const isLeft = px + AWAY_PX + width > right + MARGIN.right;
  const boxX = Math.max(0, isLeft ? px - AWAY_PX - width : px + AWAY_PX);
  const boxY = Math.min(Math.max(py - height - AWAY_PX, 0), bottom - height);
  return (
    <g className={styles['overlay']} transform={`translate(${corner.x} ${corner.y})`}>
      <clipPath id={clipId}>
        <rect
          x={left - 1}
          y={MARGIN.top - 4}
          width={right - left + 2}
          height={bottom - MARGIN.top + 6}
        />
      </clipPath>
      <path
        d={linePath(line.values, turns, scales)}
        className={styles['run']}
        clipPath={`url(#${clipId})`}
        data-run={line.run}
      />
      {readout.value === null ? null : (
        <circle cx={px} cy={py} r={3.5} className={styles['point']} />
      )}
      <rect x={boxX} y={boxY} width={width} height={height} rx={4} className={styles['box']} />
      {readout.words.map((words, at) => (
        <text
          key={at}
          x={boxX + PADDING_PX}
          y={boxY + LINE_PX * (at + 1)}
          className={at === 0 ? styles['boxTitle'] : styles['boxText']}
        >
          {words}
        </text>
      ))}
    </g>
  );
}
