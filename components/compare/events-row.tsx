import { typeBands, bandsText } from '@/components/event-type/type-bands';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { Comparison } from '@/lib/api/client';
import type { EventHistogram } from '@/lib/api/contract';
import { ChartRow } from './chart-row';
import { turnsAt } from './differing-share';
import { LETTERS, type Side } from './side';
import { SideLetter } from './side-letter';
import type { TurnAxis } from './turn-axis';
import styles from './plot.module.css';

const HEIGHT_PX = 32;

/** The events of a run by turn and type. The bars of both runs have the same scale. */
export function EventsRow({
  side,
  comparison,
  counts,
  most,
  axis,
  cursor,
}: {
  readonly side: Side;
  readonly comparison: Comparison;
  /** `undefined` while they are loading. */
  readonly counts: EventHistogram | undefined;
  /** The number of events of the highest bar. */
  readonly most: number;
  readonly axis: TurnAxis;
  readonly cursor: number;
}) {
  const at = turnsAt(comparison.turns, cursor);
  return (
    <ChartRow
      name={
        <>
          <SideLetter side={side} /> events
        </>
      }
      note={
        <span title={`${countOf(comparison[side].event_count, 'event')} in all`}>
          turn {formatCount(cursor)}: {formatCount(at?.[side] ?? 0)}
        </span>
      }
    >
      <svg
        width={axis.widthPx}
        height={HEIGHT_PX + 6}
        role="img"
        aria-label={`Events of ${LETTERS[side]} over turns`}
      >
        {counts === undefined || typeof counts.from !== 'number' ? null : (
          <Bars counts={counts} from={counts.from} most={most} axis={axis} />
        )}
        <line
          className={styles['base']}
          x1={axis.leftPx}
          x2={axis.rightPx}
          y1={HEIGHT_PX + 4.5}
          y2={HEIGHT_PX + 4.5}
        />
        {axis.isWide ? (
          <text className={styles['tick']} x={axis.rightPx + 8} y={HEIGHT_PX + 4}>
            {formatCount(comparison[side].event_count)}
          </text>
        ) : null}
      </svg>
    </ChartRow>
  );
}

function Bars({
  counts,
  from,
  most,
  axis: { x },
}: {
  readonly counts: EventHistogram;
  readonly from: number;
  readonly most: number;
  readonly axis: TurnAxis;
}) {
  const left = x(from - 0.5);
  const right = x(from + counts.bucket_count * counts.bucket_width - 0.5);
  return (
    <svg
      x={left}
      y={4}
      width={right - left}
      height={HEIGHT_PX}
      viewBox={`0 0 ${Math.max(1, counts.bucket_count)} 1`}
      preserveAspectRatio="none"
    >
      <title>{bandsText(counts)}</title>
      {typeBands(counts, most).map(({ key, path, color }) => (
        <path key={key} d={path} style={{ fill: color }} fillOpacity={0.85} />
      ))}
    </svg>
  );
}
