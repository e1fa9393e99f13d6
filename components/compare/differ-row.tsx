import { formatCount } from '@/components/ui/format-count';
import type { Comparison } from '@/lib/api/client';
import { ChartRow } from './chart-row';
import { differingShare, shareText, turnsAt } from './differing-share';
import type { TurnAxis } from './turn-axis';
import styles from './plot.module.css';

const HEIGHT_PX = 32;
const GAP_PX = 1;

/** The share of events that differ, by turn. */
export function DifferRow({
  turns,
  axis,
  cursor,
}: {
  readonly turns: Comparison['turns'];
  readonly axis: TurnAxis;
  readonly cursor: number;
}) {
  const { x } = axis;
  const most = turns.reduce((largest, turn) => Math.max(largest, differingShare(turn)), 0);
  const at = turnsAt(turns, cursor);
  const scale = most === 0 ? 0 : HEIGHT_PX / most;
  const bars = turns.map((turn) => {
    const height = differingShare(turn) * scale;
    const [left, right] = [x(turn.first_turn - 0.5), x(turn.last_turn + 0.5)];
    const gap = right - left > 4 * GAP_PX ? GAP_PX : 0;
    return height === 0
      ? ''
      : `M${left.toFixed(1)} ${HEIGHT_PX + 4}v${(-Math.max(1, height)).toFixed(1)}H${(right - gap).toFixed(1)}V${HEIGHT_PX + 4}z`;
  });
  return (
    <ChartRow
      name="differ"
      note={
        at === undefined
          ? 'share of events'
          : `turn ${formatCount(cursor)}: ${shareText(differingShare(at))}`
      }
    >
      <svg
        width={axis.widthPx}
        height={HEIGHT_PX + 6}
        role="img"
        aria-label={`Share of events that differ over turns, ${shareText(most)} at most`}
      >
        <path className={styles['differ']} d={bars.join('')} />
        <line
          className={styles['base']}
          x1={axis.leftPx}
          x2={axis.rightPx}
          y1={HEIGHT_PX + 4.5}
          y2={HEIGHT_PX + 4.5}
        />
        {axis.isWide ? (
          <>
            {most === 0 ? null : (
              <text className={styles['tick']} x={axis.rightPx + 8} y={12}>
                {shareText(most)}
              </text>
            )}
            <text className={styles['tick']} x={axis.rightPx + 8} y={HEIGHT_PX + 4}>
              0 %
            </text>
          </>
        ) : null}
      </svg>
    </ChartRow>
  );
}
