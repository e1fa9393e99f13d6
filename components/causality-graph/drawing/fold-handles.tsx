import { classNames } from '@/components/ui/class-names';
import { formatCount } from '@/components/ui/format-count';
import { CARD_HEIGHT, CARD_WIDTH } from '../layout/card-size';
import styles from './fold-handles.module.css';

/** The state of a card's branch. */
export interface Folding {
  /** The number of hidden events in its collapsed branch; `undefined` when it is not collapsed. */
  readonly foldedCount: number | undefined;
  /** Whether one step more can be requested. */
  readonly canExpand: boolean;
  /** Whether no shown node lies beyond it, so that readers look for more here. */
  readonly isOutermost: boolean;
}

const RADIUS = 8;

/**
 * Knobs on a card's outer edge, for pointers. With the keyboard, use `+` and `-` on the card. `data-fold` is the action of a
 * knob.
 */
export function FoldHandles({
  side,
  folding: { foldedCount, canExpand, isOutermost },
}: {
  readonly side: 'left' | 'right';
  readonly folding: Folding;
}) {
  const x = side === 'left' ? 0 : CARD_WIDTH;
  const middle = CARD_HEIGHT / 2;
  if (foldedCount !== undefined) {
    const text = `+${formatCount(foldedCount)}`;
    const width = 14 + text.length * 6;
    return (
      <g data-fold="expand" className={styles['handle']} aria-hidden="true">
        <title>Show the collapsed branch</title>
        <rect x={x - width / 2} y={middle - 9} width={width} height="18" rx="9" />
        <text x={x} y={middle + 4}>
          {text}
        </text>
      </g>
    );
  }
  const isPair = canExpand && !isOutermost;
  return (
    <>
      {canExpand ? (
        <Knob
          fold="expand"
          x={x}
          y={isPair ? middle - RADIUS - 1 : middle}
          isQuiet={!isOutermost}
          title="One step more from here"
        />
      ) : null}
      {isOutermost ? null : (
        <Knob
          fold="collapse"
          x={x}
          y={isPair ? middle + RADIUS + 1 : middle}
          isQuiet
          title="Collapse its branch"
        />
      )}
    </>
  );
}

function Knob({
  fold,
  x,
  y,
  isQuiet,
  title,
}: {
  readonly fold: 'expand' | 'collapse';
  readonly x: number;
  readonly y: number;
  /** Whether it is visible only under the pointer and with the focus. */
  readonly isQuiet: boolean;
  readonly title: string;
}) {
  const sign = fold === 'expand' ? 'M-3.5 0H3.5M0-3.5V3.5' : 'M-3.5 0H3.5';
  return (
    <g
      data-fold={fold}
      data-knob=""
      transform={`translate(${x},${y})`}
      className={classNames(styles['handle'], isQuiet && styles['quiet'])}
      aria-hidden="true"
    >
      <title>{title}</title>
      <circle r={RADIUS} />
      <path d={sign} />
    </g>
  );
}
