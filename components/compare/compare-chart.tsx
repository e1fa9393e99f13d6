'use client';

import { useRef, useState, type PointerEvent } from 'react';
import { turnAt } from '@/components/state/chart-layout';
import type { TurnRange } from '@/components/state/turn-range';
import { Button } from '@/components/ui/button';
import { countOf, formatCount } from '@/components/ui/format-count';
import { useElementWidth } from '@/components/ui/use-element-width';
import type { Comparison } from '@/lib/api/client';
import { AxisRow } from './axis-row';
import styles from './compare-chart.module.css';
import { SHOWN_SERIES } from './compare-view';
import { DifferRow } from './differ-row';
import { differingShare, shareText, turnsAt } from './differing-share';
import { EventsRow } from './events-row';
import { rankVariables } from './rank-variables';
import { SeriesRow } from './series-row';
import { SIDES } from './side';
import { turnAxis } from './turn-axis';
import { useVariableSeries } from './use-variable-series';
import { useTurnCounts } from './use-turn-counts';

const MORE_SERIES = 4;

/** Both runs on one axis of turns. The cursor is in all rows; a click or the arrow keys move it. */
export function CompareChart({
  comparison,
  turns,
  turn,
  seriesCount,
  onTurn,
  onSeriesCount,
}: {
  readonly comparison: Comparison;
  readonly turns: TurnRange;
  /** Of the cursor. */
  readonly turn: number;
  readonly seriesCount: number;
  readonly onTurn: (turn: number) => void;
  readonly onSeriesCount: (count: number) => void;
}) {
  const plot = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(plot) ?? 0;
  const [hovered, setHovered] = useState<number | null>(null);
  const axis = turnAxis(turns, widthPx);
  const ranked = rankVariables(comparison.variables.differences);
  const variables = ranked.slice(0, seriesCount);
  const series = useVariableSeries(comparison, variables);
  const counts = useTurnCounts(comparison);
  const cursor = hovered ?? turn;
  const divergence = comparison.first_divergence?.turn ?? null;

  const turnOf = (event: Pick<PointerEvent, 'clientX'>): number | null => {
    const box = plot.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const at = event.clientX - box.left;
    return at < axis.leftPx || at > axis.rightPx ? null : turnAt(at, axis.x, turns);
  };
  const left = ranked.length - variables.length;
  const shared = { axis, cursor };
  return (
    <section className={styles['chart']} aria-label="Turns">
      <div
        className={styles['rows']}
        onPointerMove={(event) => setHovered(turnOf(event))}
        onPointerLeave={() => setHovered(null)}
        onClick={(event) => {
          const at = turnOf(event);
          if (at !== null) onTurn(at);
        }}
      >
        <div className={styles['overlay']} ref={plot}>
          {widthPx === 0 ? null : (
            <Lines axis={axis} cursor={cursor} turn={turn} divergence={divergence} />
          )}
        </div>
        {SIDES.map((side) => (
          <EventsRow
            key={side}
            {...shared}
            side={side}
            comparison={comparison}
            counts={counts[side]}
            most={counts.most}
          />
        ))}
        <DifferRow {...shared} turns={comparison.turns} />
        <AxisRow axis={axis} turn={turn} divergence={divergence}>
          <input
            type="range"
            className={styles['slider']}
            min={turns.first}
            max={turns.last}
            step={1}
            value={turn}
            aria-label="Turn"
            aria-valuetext={readout(comparison, turn)}
            onChange={(event) => onTurn(event.currentTarget.valueAsNumber)}
          />
        </AxisRow>
        {variables.map((variable, at) => (
          <SeriesRow
            key={variable.key}
            {...shared}
            variable={variable}
            series={series}
            lastTurns={{ a: comparison.a.last_turn, b: comparison.b.last_turn }}
            isTall={at === 0}
          />
        ))}
      </div>
      {ranked.length <= SHOWN_SERIES ? null : (
        <div className={styles['more']}>
          {left === 0 ? null : (
            <Button onClick={() => onSeriesCount(seriesCount + MORE_SERIES)}>
              {countOf(Math.min(MORE_SERIES, left), 'more variable')} of {formatCount(left)} that
              differ
            </Button>
          )}
          {seriesCount > SHOWN_SERIES ? (
            <Button onClick={() => onSeriesCount(SHOWN_SERIES)}>Fewer</Button>
          ) : null}
        </div>
      )}
    </section>
  );
}

function Lines({
  axis: { x, widthPx },
  cursor,
  turn,
  divergence,
}: {
  readonly axis: ReturnType<typeof turnAxis>;
  readonly cursor: number;
  readonly turn: number;
  readonly divergence: number | null;
}) {
  return (
    <svg className={styles['lines']} width={widthPx} height="100%" aria-hidden="true">
      {divergence === null ? null : (
        <g className={styles['divergence']}>
          <line x1={x(divergence - 0.5)} x2={x(divergence - 0.5)} y1="0" y2="100%" />
          <path d={`M${x(divergence - 0.5) - 6} 0h12l-6 7z`} />
        </g>
      )}
      {cursor === turn ? null : (
        <line className={styles['chosen']} x1={x(turn)} x2={x(turn)} y1="0" y2="100%" />
      )}
      <line className={styles['cursor']} x1={x(cursor)} x2={x(cursor)} y1="0" y2="100%" />
    </svg>
  );
}

function readout({ turns }: Comparison, turn: number): string {
  const at = turnsAt(turns, turn);
  if (at === undefined) return `turn ${formatCount(turn)}, no events`;
  const counts = `A ${countOf(at.a, 'event')}, B ${countOf(at.b, 'event')}`;
  return `turn ${formatCount(turn)}, ${counts}, ${shareText(differingShare(at))} differ`;
}
