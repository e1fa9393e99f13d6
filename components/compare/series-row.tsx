import { pointAt } from '@/components/state/chart-series';
import type { ExactSeries } from '@/components/state/exact-series';
import type { ServerData } from '@/components/server-data';
import { formatCount } from '@/components/ui/format-count';
import { readableText } from '@/components/ui/readable-value';
import { shownName } from '@/components/ui/shown-text';
import { ChartRow } from './chart-row';
import { NamesPlot } from './names-plot';
import { NumbersPlot } from './numbers-plot';
import type { ComparedVariable } from './rank-variables';
import { isNumeric } from './series-shapes';
import { LETTERS, SIDES, type Both } from './side';
import styles from './plot.module.css';
import type { TurnAxis } from './turn-axis';

const TALL_PX = 104;
const LOW_PX = 52;
const NAMES_PX = 40;

/** A variable in both runs: lines of numbers, or strips of other values. */
export function SeriesRow({
  variable,
  series,
  lastTurns,
  axis,
  cursor,
  isTall,
}: {
  readonly variable: ComparedVariable;
  readonly series: Both<ServerData<ReadonlyMap<string, ExactSeries>>>;
  /** The last turns of the runs. */
  readonly lastTurns: Both<number | null>;
  readonly axis: TurnAxis;
  readonly cursor: number;
  readonly isTall: boolean;
}) {
  const { key, variable_name, agent_id, first_turn, only_in } = variable;
  const failed = SIDES.map((side) => series[side]).find(({ state }) => state === 'failed');
  const found = {
    a: series.a.state === 'ready' ? series.a.data.get(key) : undefined,
    b: series.b.state === 'ready' ? series.b.data.get(key) : undefined,
  };
  const isLoading = SIDES.some((side) => ['loading', 'indexing'].includes(series[side].state));
  const plot = { variable, series: found, lastTurns, axis, cursor };
  const note =
    only_in === null
      ? `from turn ${formatCount(first_turn)}`
      : `only in ${LETTERS[only_in]}, from turn ${formatCount(first_turn)}`;
  const heightPx = isTall ? TALL_PX : LOW_PX;
  return (
    <ChartRow
      name={<span title={shownName(key)}>{shownName(variable_name, 60)}</span>}
      note={
        <>
          <div>
            {agent_id === null ? 'differs ' : `${shownName(agent_id, 40)}, `}
            {note}
          </div>
          <div className={styles['values']}>
            {SIDES.map((side) => {
              const point = pointAt(found[side]?.points ?? [], cursor);
              return (
                <span key={side} className={styles['value']} data-side={side}>
                  {LETTERS[side]} {point === undefined ? '–' : readableText(point.value)}
                </span>
              );
            })}
          </div>
        </>
      }
    >
      {failed?.state === 'failed' ? (
        <p className={styles['message']}>The series could not be loaded: {failed.error.message}</p>
      ) : isLoading || axis.widthPx === 0 ? (
        <div style={{ height: heightPx }} />
      ) : isNumeric([found.a, found.b]) ? (
        <NumbersPlot {...plot} heightPx={heightPx} />
      ) : (
        <NamesPlot {...plot} heightPx={NAMES_PX} />
      )}
    </ChartRow>
  );
}
