import { valueRuns } from '@/components/state/chart-shapes';
import type { ExactSeries } from '@/components/state/exact-series';
import { shownName } from '@/components/ui/shown-text';
import type { ComparedVariable } from './rank-variables';
import { LETTERS, SIDES, type Both } from './side';
import styles from './plot.module.css';
import type { TurnAxis } from './turn-axis';

const STRIP_PX = 15;
const GAP_PX = 3;
const CHARACTER_PX = 6.4;
const SHADES = [0.3, 0.1, 0.2, 0.04];

/** Values that are no numbers: a strip for each run, A above B. */
export function NamesPlot({
  variable,
  series,
  lastTurns,
  axis: { x, turns, widthPx, leftPx },
  heightPx,
}: {
  readonly variable: ComparedVariable;
  readonly series: Both<ExactSeries | undefined>;
  readonly lastTurns: Both<number | null>;
  readonly axis: TurnAxis;
  readonly heightPx: number;
}) {
  return (
    <svg
      width={widthPx}
      height={heightPx}
      role="img"
      aria-label={`${shownName(variable.key)} over turns`}
    >
      {SIDES.map((side, at) => {
        const topPx = 4 + at * (STRIP_PX + GAP_PX);
        const last = lastTurns[side] ?? turns.last;
        const runs = valueRuns(series[side]?.points ?? [], { first: turns.first, last });
        return (
          <g key={side} data-side={side}>
            <text className={styles['end']} data-side={side} x={leftPx - 16} y={topPx + 11}>
              {LETTERS[side]}
            </text>
            {runs.map(({ text, from, to, eventId, shade }) => {
              const width = Math.max(1, x(to) - x(from));
              const most = Math.floor((width - 6) / CHARACTER_PX);
              return (
                <g key={eventId}>
                  <rect
                    className={styles['strip']}
                    data-side={side}
                    x={x(from)}
                    y={topPx}
                    width={width}
                    height={STRIP_PX}
                    fillOpacity={SHADES[shade % SHADES.length]}
                  />
                  {most < 2 ? null : (
                    <text className={styles['stripText']} x={x(from) + 3} y={topPx + 11}>
                      {text.length <= most ? text : `${text.slice(0, most - 1)}…`}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}
