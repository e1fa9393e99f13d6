import { memo } from 'react';
import type { VariableSeries } from '@/lib/api/contract';
import { sparklinePath } from './sparkline-path';
import styles from './sparkline.module.css';
import { shareOfTurn, type TurnRange } from './turn-range';

const BOX = { width: 96, height: 20 };

/** The course of a variable over the run, with the current turn. */
export function Sparkline({
  series,
  range,
  turn,
}: {
  readonly series: VariableSeries | undefined;
  readonly range: TurnRange;
  readonly turn: number;
}) {
  if (series?.points === undefined || series.points.length === 0) return null;
  const x = 1 + shareOfTurn(turn, range) * (BOX.width - 2);
  return (
    <svg className={styles['sparkline']} {...BOX} aria-hidden="true">
      <line className={styles['now']} x1={x} x2={x} y1={0} y2={BOX.height} />
      <Line points={series.points} first={range.first} last={range.last} />
    </svg>
  );
}

const Line = memo(function Line({
  points,
  first,
  last,
}: {
  readonly points: NonNullable<VariableSeries['points']>;
  readonly first: number;
  readonly last: number;
}) {
  return <path className={styles['line']} d={sparklinePath(points, { first, last }, BOX)} />;
});
