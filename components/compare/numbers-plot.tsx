import { placeOfValue, valueScale, type ChartPanel } from '@/components/state/chart-layout';
import { placedNumber, pointAt } from '@/components/state/chart-series';
import { spreadLabels, stepPath } from '@/components/state/chart-shapes';
import type { ExactSeries } from '@/components/state/exact-series';
import { tickText } from '@/components/state/tick-text';
import { formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import { differenceText, numberText } from './number-text';
import type { ComparedVariable } from './rank-variables';
import { gapPath } from './series-shapes';
import { LETTERS, SIDES, type Both } from './side';
import styles from './plot.module.css';
import type { TurnAxis } from './turn-axis';

const PADDING_PX = 8;
const LABEL_HEIGHT_PX = 14;
const LEAST_HEIGHT_FOR_READOUT_PX = 90;
const READOUT_PX = 210;

/** The numbers of a variable: A solid, B dashed, the room between them, and where they are furthest apart. */
export function NumbersPlot({
  variable,
  series,
  lastTurns,
  axis,
  cursor,
  heightPx,
}: {
  readonly variable: ComparedVariable;
  readonly series: Both<ExactSeries | undefined>;
  readonly lastTurns: Both<number | null>;
  readonly axis: TurnAxis;
  readonly cursor: number;
  readonly heightPx: number;
}) {
  const { x, turns, leftPx, rightPx, widthPx } = axis;
  const points = { a: series.a?.points ?? [], b: series.b?.points ?? [] };
  const panel: ChartPanel = {
    kind: 'lines',
    series: SIDES.map((side, at) => ({
      key: side,
      at,
      kind: 'numbers' as const,
      points: points[side],
      isSampled: false,
    })),
    hasTitle: false,
    topPx: PADDING_PX,
    heightPx: heightPx - 2 * PADDING_PX,
  };
  const y = valueScale(panel, turns);
  const turnsOf = (last: number | null) => ({ first: turns.first, last: last ?? turns.last });
  const bothTurns = turnsOf(Math.min(lastTurns.a ?? turns.last, lastTurns.b ?? turns.last));
  const placesAt = (turn: number) =>
    SIDES.flatMap((side) => {
      const value = pointAt(points[side], turn)?.value;
      if (value === undefined || turn > (lastTurns[side] ?? turns.last)) return [];
      const place = placeOfValue(value, panel, y);
      return place === undefined ? [] : [{ side, place, number: placedNumber(value) }];
    });
  const { largest } = variable;
  const ends = SIDES.flatMap((side) =>
    placesAt(turnsOf(lastTurns[side]).last).filter((end) => end.side === side),
  );
  const labels = spreadLabels(
    ends.map(({ place }) => place),
    { least: PADDING_PX, most: heightPx - PADDING_PX, height: LABEL_HEIGHT_PX },
  );
  const here = placesAt(cursor);
  return (
    <>
      <svg
        width={widthPx}
        height={heightPx}
        role="img"
        aria-label={`${shownName(variable.key)} over turns`}
      >
        {y.ticks(heightPx > LEAST_HEIGHT_FOR_READOUT_PX ? 3 : 2).map((tick) => (
          <g key={tick}>
            <line className={styles['grid']} x1={leftPx} x2={rightPx} y1={y(tick)} y2={y(tick)} />
            <text className={styles['tick']} x={leftPx - 6} y={y(tick) + 4} textAnchor="end">
              {tickText(tick)}
            </text>
          </g>
        ))}
        <path className={styles['gap']} d={gapPath(points, bothTurns, { x, y })} />
        {SIDES.map((side) => (
          <path
            key={side}
            className={styles['line']}
            data-side={side}
            d={stepPath(points[side], turnsOf(lastTurns[side]), { x, y })}
          />
        ))}
        {largest === null ? null : (
          <line
            className={styles['largest']}
            x1={x(largest.turn)}
            x2={x(largest.turn)}
            y1={y(largest.a)}
            y2={y(largest.b)}
          >
            <title>The largest difference, in turn {formatCount(largest.turn)}</title>
          </line>
        )}
        {here.map(({ side, place }) => (
          <circle
            key={side}
            className={styles['ring']}
            data-side={side}
            cx={x(cursor)}
            cy={place}
            r={4}
          />
        ))}
        {axis.isWide
          ? ends.map(({ side, number }, at) => (
              <text
                key={side}
                className={styles['end']}
                data-side={side}
                x={rightPx + 8}
                y={(labels[at] ?? 0) + 4}
              >
                {LETTERS[side]} {number === undefined ? '' : numberText(number)}
              </text>
            ))
          : null}
      </svg>
      {heightPx < LEAST_HEIGHT_FOR_READOUT_PX || !axis.isWide ? null : (
        <Readout variable={variable} here={here} axis={axis} cursor={cursor} heightPx={heightPx} />
      )}
    </>
  );
}

/** The values at the cursor, beside it and away from the lines. */
function Readout({
  variable: { largest },
  here,
  axis: { x, rightPx },
  cursor,
  heightPx,
}: {
  readonly variable: ComparedVariable;
  readonly here: readonly {
    readonly side: 'a' | 'b';
    readonly place: number;
    readonly number: number | undefined;
  }[];
  readonly axis: TurnAxis;
  readonly cursor: number;
  readonly heightPx: number;
}) {
  const [a, b] = SIDES.map((side) => here.find((one) => one.side === side)?.number);
  const isLeft = x(cursor) + READOUT_PX > rightPx;
  const highest = here.reduce((least, { place }) => Math.min(least, place), heightPx);
  return (
    <div
      className={styles['readout']}
      aria-hidden="true"
      style={{
        [isLeft ? 'right' : 'left']: isLeft
          ? `calc(100% - ${x(cursor) - 10}px)`
          : `${x(cursor) + 10}px`,
        [highest < heightPx / 2 ? 'bottom' : 'top']: 4,
      }}
    >
      <p>
        <b>turn {formatCount(cursor)}</b>
        {here.map(({ side, number }) => (
          <b key={side} className={styles['valueOfReadout']} data-side={side}>
            {LETTERS[side]} {number === undefined ? '–' : numberText(number)}
          </b>
        ))}
      </p>
      {a === undefined || b === undefined ? null : (
        <p className={styles['quiet']}>
          {differenceText(a, b)}
          {largest?.turn === cursor ? ': largest' : ''}
        </p>
      )}
    </div>
  );
}
