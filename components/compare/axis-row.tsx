import type { ReactNode } from 'react';
import { axisLabels } from './axis-labels';
import { ChartRow } from './chart-row';
import type { TurnAxis } from './turn-axis';
import styles from './plot.module.css';

const HEIGHT_PX = 22;

/** The numbers of the turns. */
export function AxisRow({
  axis,
  turn,
  divergence,
  children,
}: {
  readonly axis: TurnAxis;
  readonly turn: number;
  readonly divergence: number | null;
  /** The control of the cursor. */
  readonly children: ReactNode;
}) {
  return (
    <ChartRow name={<span className={styles['axisName']}>turn</span>}>
      {children}
      <svg className={styles['axis']} width={axis.widthPx} height={HEIGHT_PX} aria-hidden="true">
        {axis.widthPx === 0
          ? null
          : axisLabels(axis, [turn, divergence]).map((label) => (
              <text
                key={label.turn}
                className={label.isChosen ? styles['chosenTick'] : styles['tick']}
                x={axis.x(label.turn)}
                y={15}
                textAnchor="middle"
              >
                {label.text}
              </text>
            ))}
      </svg>
    </ChartRow>
  );
}
