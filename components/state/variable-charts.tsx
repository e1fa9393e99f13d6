'use client';

import { formatCount } from '@/components/ui/format-count';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { useStoredText } from '@/components/ui/use-stored-text';
import { ChartLegend } from './chart-legend';
import { ChartPlot } from './chart-plot';
import type { TurnRange } from './turn-range';
import { useChartSeries } from './use-chart-series';
import styles from './variable-charts.module.css';
import { zoomTurns } from './zoom-turns';

const ZOOM = 2;
const SHARED = 'shared';
const TALL = 'tall';

/** The chosen variables over turns, at least one. */
export function VariableCharts({
  simulationId,
  chosen,
  range,
  turn,
  checkpoints,
  selectedEventId,
  onTurn,
  onSelectEvent,
  onChosenChange,
}: {
  readonly simulationId: string;
  /** The keys of variables. */
  readonly chosen: readonly string[];
  readonly range: TurnRange;
  readonly turn: number;
  readonly checkpoints: readonly number[];
  readonly selectedEventId: string | null;
  readonly onTurn: (turn: number) => void;
  readonly onSelectEvent: (eventId: string) => void;
  readonly onChosenChange: (keys: readonly string[]) => void;
}) {
  const [zoom, setZoom] = useState<TurnRange | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [storedAxis, storeAxis] = useStoredText('causeway-chart-axis');
  const [storedHeight, storeHeight] = useStoredText('causeway-chart-height');
  const answer = useChartSeries(simulationId, chosen, zoom);
  const { first, last } = zoom ?? range;
  const turns = useMemo(() => ({ first, last }), [first, last]);
  const series = answer.state === 'ready' ? answer.data : [];
  const isShared = storedAxis === SHARED;
  const isTall = storedHeight === TALL;
  const canShare = series.filter(({ kind }) => kind === 'numbers').length > 1;
  const zoomBy = (factor: number) => setZoom(zoomTurns(turns, range, { around: turn, factor }));
  return (
    <section className={styles['charts']} aria-label="Charts" data-tall={isTall}>
      <div className={styles['top']}>
        <span className={styles['readout']}>{`turn ${formatCount(hovered ?? turn)}`}</span>
        <ChartLegend
          chosen={chosen}
          series={series}
          turn={hovered ?? turn}
          onRemove={(key) => onChosenChange(chosen.filter((each) => each !== key))}
        />
        <div className={styles['actions']}>
          {canShare ? (
            <Button
              variant="quiet"
              aria-pressed={isShared}
              title="All lines on one axis of values, or each on its own"
              onClick={() => storeAxis(isShared ? 'own' : SHARED)}
            >
              One axis
            </Button>
          ) : null}
          <Button
            variant="quiet"
            aria-pressed={isTall}
            title="Charts with more height"
            onClick={() => storeHeight(isTall ? 'low' : TALL)}
          >
            Taller
          </Button>
          <Button variant="quiet" aria-label="Zoom in" onClick={() => zoomBy(1 / ZOOM)}>
            +
          </Button>
          <Button
            variant="quiet"
            aria-label="Zoom out"
            disabled={zoom === null}
            onClick={() => zoomBy(ZOOM)}
          >
            −
          </Button>
          <Button variant="quiet" disabled={zoom === null} onClick={() => setZoom(null)}>
            {zoom === null ? 'All turns' : `Turns ${first}–${last}: show all`}
          </Button>
        </div>
      </div>
      {/* It may scroll, so it must be focusable by keyboard. */}
      <div className={styles['plots']} tabIndex={0} role="group" aria-label="Plots">
        {answer.state === 'ready' ? (
          <ChartPlot
            series={series}
            isShared={isShared}
            isTall={isTall}
            turns={turns}
            turn={turn}
            checkpoints={checkpoints}
            selectedEventId={selectedEventId}
            onHover={setHovered}
            onTurn={onTurn}
            onZoom={setZoom}
            onSelectEvent={onSelectEvent}
          />
        ) : answer.state === 'failed' ? (
          <p className={styles['note']} role="alert">
            The charts could not be loaded: {answer.error.message}{' '}
            <Button onClick={answer.retry}>Try again</Button>
          </p>
        ) : (
          <p className={styles['note']} aria-busy="true">
            <Skeleton width="60%" />
          </p>
        )}
      </div>
    </section>
  );
}
