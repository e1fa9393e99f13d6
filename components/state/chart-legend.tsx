import { readableText } from '@/components/ui/readable-value';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import { pointAt, type ChartSeries } from './chart-series';
import styles from './chart-legend.module.css';
import { SeriesSwatch } from './series-swatch';

/** The lines of the variables, with their values at a turn. */
export function ChartLegend({
  chosen,
  series,
  turn,
  onRemove,
}: {
  readonly chosen: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly turn: number;
  readonly onRemove: (key: string) => void;
}) {
  const byKey = new Map(series.map((each) => [each.key, each]));
  return (
    <ul className={styles['legend']} aria-label={`Charted variables, at turn ${turn}`}>
      {chosen.map((key, at) => (
        <li key={key} className={styles['entry']}>
          <SeriesSwatch at={at} />
          <span className={styles['name']} title={shownName(key)}>
            {shownName(key)}
          </span>
          <span className={styles['value']}>{readout(byKey.get(key), turn)}</span>
          <button
            type="button"
            className={styles['remove']}
            aria-label={`Remove ${shownName(key)} from the charts`}
            onClick={() => onRemove(key)}
          >
            <svg viewBox="0 0 10 10" width="8" height="8" aria-hidden="true">
              <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </button>
        </li>
      ))}
    </ul>
  );
}

function readout(series: ChartSeries | undefined, turn: number): ShownText {
  if (series === undefined || series.points.length === 0) return shownName('no events set it');
  const point = pointAt(series.points, turn);
  return point === undefined ? shownName('not set yet') : readableText(point.value);
}
