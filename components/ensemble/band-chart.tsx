import { memo, useMemo } from 'react';
import { fitText } from '@/components/ui/fit-text';
import { useMeasureText } from '@/components/ui/use-measure-text';
import type { Condition } from '@/lib/ensemble/condition';
import { bandPaths, MARGIN, PLOT_HEIGHT_PX, type Band, type PlotScales } from './band-plot';
import styles from './band-charts.module.css';
import { numberText } from './number-text';
import { questionRegions } from './question-region';

const MIN_TICK_PX = 56;
const TITLE_GAP_PX = 12;

/** The bands of one group, with its axes and what the question asks. It does not change while the pointer moves. */
export const BandChart = memo(function BandChart({
  band,
  turns,
  scales,
  variable,
  question,
  titles,
  count,
}: {
  readonly band: Band;
  readonly turns: readonly number[];
  readonly scales: PlotScales;
  readonly variable: string;
  readonly question: readonly Condition[];
  /** From the longest to the shortest: the first that fits is shown. */
  readonly titles: readonly string[];
  /** How many of its runs answer yes. */
  readonly count: string;
}) {
  const { x, y } = scales;
  const [left = 0, right = 0] = x.range();
  const bottom = PLOT_HEIGHT_PX - MARGIN.bottom;
  const paths = useMemo(() => bandPaths(band, turns, scales), [band, turns, scales]);
  const regions = questionRegions(question, variable, scales);
  const measure = useMeasureText(12);
  // Bold letters are wider than those that are measured.
  const roomPx = (right - left - measure(count) - TITLE_GAP_PX) / 1.08;
  const title = titles.find((each) => measure(each) <= roomPx) ?? titles.at(-1) ?? '';
  const ticks = x.ticks(Math.max(2, Math.floor((right - left) / MIN_TICK_PX)));
  return (
    <>
      <text x={left} y={-8} className={styles['title']}>
        {fitText(title, roomPx, measure)}
      </text>
      <text x={right} y={-8} textAnchor="end" className={styles['count']}>
        {count}
      </text>
      {regions.map(({ box }, at) =>
        box === null ? null : <rect key={at} {...box} className={styles['asked']} />,
      )}
      {y.ticks(4).map((value) => (
        <g key={value}>
          <path d={`M${left} ${y(value)}H${right}`} className={styles['grid']} />
          <text x={left - 6} y={y(value) + 4} textAnchor="end" className={styles['tick']}>
            {numberText(value)}
          </text>
        </g>
      ))}
      <path d={paths.nineInTen} className={styles['nineInTen']} />
      <path d={paths.middleHalf} className={styles['middleHalf']} />
      <path d={paths.median} className={styles['median']} />
      <path d={`M${left} ${bottom}H${right}`} className={styles['axis']} />
      {regions.map(({ limitY }, at) =>
        limitY === null ? null : (
          <path key={at} d={`M${left} ${limitY}H${right}`} className={styles['limit']} />
        ),
      )}
      {ticks
        .filter((turn) => Number.isInteger(turn))
        .map((turn, at) => (
          <text
            key={turn}
            x={x(turn)}
            y={bottom + 16}
            textAnchor={at === 0 && x(turn) - left < 16 ? 'start' : 'middle'}
            className={styles['tick']}
          >
            {at === 0 ? `turn ${numberText(turn)}` : numberText(turn)}
          </text>
        ))}
    </>
  );
});
