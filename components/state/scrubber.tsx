'use client';

import { useMemo } from 'react';
import { formatCount } from '@/components/ui/format-count';
import { isKey } from '@/components/ui/key-press';
import styles from './scrubber.module.css';
import { shareOfTurn, type TurnRange } from './turn-range';

/** More ticks than this could not be distinguished, so some are left out. */
const MAX_MARKS = 200;

/** A slider over all turns, with a tick at each checkpoint. Arrow keys step, Home and End go to both ends, Space plays. */
export function Scrubber({
  turn,
  range,
  checkpoints,
  isFollowing,
  onTurn,
  onTogglePlay,
}: {
  readonly turn: number;
  readonly range: TurnRange;
  readonly checkpoints: readonly number[];
  readonly isFollowing: boolean;
  readonly onTurn: (turn: number) => void;
  readonly onTogglePlay: () => void;
}) {
  const ticks = useMemo(
    () => thinned(checkpoints).map((tick) => [tick, shareOfTurn(tick, range)] as const),
    [checkpoints, range],
  );
  return (
    <div className={styles['scrubber']}>
      <span className={styles['end']} aria-hidden="true">
        {formatCount(range.first)}
      </span>
      <div className={styles['track']}>
        <div className={styles['ticks']} aria-hidden="true">
          <span
            className={styles['past']}
            style={{ width: `${shareOfTurn(turn, range) * 100}%` }}
          />
          {ticks.map(([tick, share]) => (
            <span
              key={tick}
              className={styles['tick']}
              style={{ left: `${share * 100}%` }}
              data-checkpoint={tick}
              title={`Checkpoint at turn ${formatCount(tick)}`}
            />
          ))}
        </div>
        <input
          className={styles['slider']}
          type="range"
          min={range.first}
          max={range.last}
          step={1}
          value={turn}
          aria-label="Turn"
          aria-valuetext={valueText(turn, range, checkpoints, isFollowing)}
          onChange={(event) => onTurn(event.currentTarget.valueAsNumber)}
          onKeyDown={(event) => {
            if (!isKey(event, ' ')) return;
            event.preventDefault();
            onTogglePlay();
          }}
        />
      </div>
      <span className={styles['end']} aria-hidden="true">
        {formatCount(range.last)}
      </span>
    </div>
  );
}

function valueText(
  turn: number,
  { last }: TurnRange,
  checkpoints: readonly number[],
  isFollowing: boolean,
): string {
  const notes = [
    ...(checkpoints.includes(turn) ? ['checkpoint'] : []),
    ...(isFollowing ? ['following the newest turn'] : []),
  ];
  return [`turn ${formatCount(turn)} of ${formatCount(last)}`, ...notes].join(', ');
}

function thinned(checkpoints: readonly number[]): readonly number[] {
  const step = Math.ceil(checkpoints.length / MAX_MARKS);
  return step <= 1 ? checkpoints : checkpoints.filter((_, at) => at % step === 0);
}
