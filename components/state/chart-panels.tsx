import { formatCount } from '@/components/ui/format-count';
import { readableText } from '@/components/ui/readable-value';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import type { ScaleLinear } from 'd3';
import { memo } from 'react';
import {
  placeOfValue,
  turnTicks,
  valueScale,
  type ChartLayout,
  type ChartPanel,
} from './chart-layout';
import styles from './chart-plot.module.css';
import { isBeyond, placedNumber, pointAt, pointsWithin, type ChartSeries } from './chart-series';
import { spreadLabels, stepPath, valueRuns } from './chart-shapes';
import { seriesColor, seriesStroke } from './series-stroke';
import { tickText } from './tick-text';
import type { TurnRange } from './turn-range';

/** With a smaller distance, points are not drawn. */
const LEAST_POINT_DISTANCE_PX = 7;
const CHARACTER_PX = 6.4;
const LABEL_HEIGHT_PX = 13;
/** The room for a number beyond the axis, as written. */
const BEYOND_TEXT_PX = 72;
const SHADES = [0.42, 0.16, 0.3, 0.08];
/** Within this distance of the right edge, the label of a turn is aligned to the right. */
const EDGE_PX = 30;

interface PanelsProps {
  readonly layout: ChartLayout;
  readonly x: ScaleLinear<number, number>;
  readonly turns: TurnRange;
  readonly checkpoints: readonly number[];
}

/** The parts that do not move with the pointer: lines, strips and axes. */
export const ChartPanels = memo(function ChartPanels(props: PanelsProps) {
  const { layout, x, turns, checkpoints } = props;
  return (
    <>
      {layout.panels.map((panel) => (
        <g key={panel.series.map(({ key }) => key).join('\n')}>
          {panel.hasTitle ? (
            <text className={styles['title']} x={layout.leftPx} y={panel.topPx - 5}>
              {shownName(panel.series[0]?.key ?? '')}
            </text>
          ) : null}
          {panel.kind === 'lines' ? (
            <Lines {...props} panel={panel} />
          ) : (
            <Strip {...props} panel={panel} />
          )}
        </g>
      ))}
      <line
        className={styles['axis']}
        x1={layout.leftPx}
        x2={layout.rightPx}
        y1={layout.axisTopPx}
        y2={layout.axisTopPx}
      />
      {turnTicks(turns, x).map((turn) => (
        <text
          key={turn}
          className={styles['tick']}
          x={x(turn)}
          y={layout.axisTopPx + 16}
          textAnchor={anchorOf(x(turn), layout)}
        >
          {formatCount(turn)}
        </text>
      ))}
      {checkpoints
        .filter((turn) => turn >= turns.first && turn <= turns.last)
        .map((turn) => (
          <path
            key={turn}
            className={styles['checkpoint']}
            d={`M${x(turn)} ${layout.axisTopPx - 4}l4 4l-4 4l-4-4z`}
          />
        ))}
    </>
  );
});

function Lines({ panel, layout, x, turns }: PanelsProps & { readonly panel: ChartPanel }) {
  const y = valueScale(panel, turns);
  const ticks = panel.hasTitle ? y.domain() : y.ticks(4);
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={styles['grid']}
            x1={layout.leftPx}
            x2={layout.rightPx}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text className={styles['tick']} x={layout.leftPx - 6} y={y(tick) + 4} textAnchor="end">
            {tickText(tick)}
          </text>
        </g>
      ))}
      {panel.series.map((series) => (
        <g key={series.key}>
          <path
            className={styles['line']}
            style={seriesStroke(series.at)}
            d={stepPath(series.points, turns, { x, y })}
          />
          <Points series={series} turns={turns} x={x} y={y} />
          <Beyond panel={panel} series={series} turns={turns} x={x} y={y} />
        </g>
      ))}
      {layout.hasEndLabels && panel.series.length > 1 ? (
        <EndLabels panel={panel} layout={layout} turns={turns} y={y} />
      ) : null}
    </>
  );
}

function Points({
  series,
  turns,
  x,
  y,
}: {
  readonly series: ChartSeries;
  readonly turns: TurnRange;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}) {
  const points = pointsWithin(series.points, turns).filter(({ turn }) => turn >= turns.first);
  const [left = 0, right = 0] = x.range();
  if (points.length * LEAST_POINT_DISTANCE_PX > right - left) return null;
  return points.map(({ turn, value, eventId }) => {
    const number = placedNumber(value);
    return number === undefined ? null : (
      <circle
        key={eventId}
        cx={x(turn)}
        cy={y(number)}
        r={2.2}
        style={{ fill: seriesColor(series.at) }}
      />
    );
  });
}

/** Numbers beyond the axis, such as 1e400: as written, at the edge. */
function Beyond({
  panel,
  series,
  turns,
  x,
  y,
}: {
  readonly panel: ChartPanel;
  readonly series: ChartSeries;
  readonly turns: TurnRange;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}) {
  const [left = 0, right = 0] = x.range();
  const beyond = pointsWithin(series.points, turns).filter(({ value }) => isBeyond(value));
  const isNamed = beyond.length * BEYOND_TEXT_PX <= right - left;
  return beyond.map(({ turn, value, eventId }) => {
    const at = x(Math.max(turn, turns.first));
    const top = placeOfValue(value, panel, y) ?? panel.topPx;
    const isAbove = top === panel.topPx;
    const fitsRight = at + BEYOND_TEXT_PX <= right;
    return (
      <g key={eventId}>
        <path
          d={`M${at - 4} ${top}h8l-4 ${isAbove ? -5 : 5}z`}
          style={{ fill: seriesColor(series.at) }}
        />
        {isNamed ? (
          <text
            className={styles['tick']}
            x={fitsRight ? at + 6 : at - 6}
            y={isAbove ? top + 8 : top}
            textAnchor={fitsRight ? 'start' : 'end'}
          >
            {fitted(readableText(value), BEYOND_TEXT_PX - 8)}
          </text>
        ) : null}
      </g>
    );
  });
}

function EndLabels({
  panel,
  layout,
  turns,
  y,
}: {
  readonly panel: ChartPanel;
  readonly layout: ChartLayout;
  readonly turns: TurnRange;
  readonly y: ScaleLinear<number, number>;
}) {
  const ends = panel.series.flatMap((series) => {
    const value = pointAt(series.points, turns.last)?.value;
    const place = value && placeOfValue(value, panel, y);
    return place === undefined ? [] : [{ series, place }];
  });
  const places = spreadLabels(
    ends.map(({ place }) => place),
    { least: panel.topPx, most: panel.topPx + panel.heightPx, height: LABEL_HEIGHT_PX },
  );
  const room = layout.widthPx - layout.rightPx - 30;
  return ends.map(({ series, place }, at) => {
    const labelY = places[at] ?? place;
    return (
      <g key={series.key}>
        <path
          className={styles['leader']}
          style={seriesStroke(series.at)}
          d={`M${layout.rightPx} ${place}L${layout.rightPx + 8} ${labelY}h14`}
        />
        <text className={styles['label']} x={layout.rightPx + 26} y={labelY + 4}>
          {fitted(shownName(series.key), room)}
        </text>
      </g>
    );
  });
}

function Strip({ panel, x, turns }: PanelsProps & { readonly panel: ChartPanel }) {
  const series = panel.series[0];
  if (series === undefined) return null;
  const runs = valueRuns(series.points, turns);
  return runs.map(({ text, from, to, eventId, shade }) => {
    const width = Math.max(1, x(to) - x(from));
    const isWide = width > 3 * CHARACTER_PX;
    return (
      <g key={eventId}>
        <rect
          className={styles['run']}
          x={x(from)}
          y={panel.topPx}
          width={width}
          height={panel.heightPx}
          style={{
            fill: seriesColor(series.at),
            stroke: seriesColor(series.at),
            fillOpacity: SHADES[shade % SHADES.length],
          }}
        />
        {isWide ? (
          <text className={styles['runText']} x={x(from) + 4} y={panel.topPx + 12}>
            {fitted(text, width - 8)}
          </text>
        ) : null}
      </g>
    );
  });
}

function fitted(text: ShownText, widthPx: number): string {
  const most = Math.max(1, Math.floor(widthPx / CHARACTER_PX));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Labels at the ends of the axis stay within the chart. */
function anchorOf(at: number, { widthPx }: ChartLayout): 'middle' | 'end' {
  return widthPx - at < EDGE_PX ? 'end' : 'middle';
}
