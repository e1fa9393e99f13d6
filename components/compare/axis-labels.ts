import { turnTicks } from '@/components/state/chart-layout';
import { formatCount } from '@/components/ui/format-count';
import type { TurnAxis } from './turn-axis';

/** A label of the axis. */
export interface AxisLabel {
  readonly turn: number;
  readonly text: string;
  readonly isChosen: boolean;
}

const CHARACTER_PX = 7;
const GAP_PX = 8;

/** The turn of the cursor, then that of the divergence, then round turns, as many as have room. */
export function axisLabels(
  { turns, x }: TurnAxis,
  chosen: readonly (number | null)[],
): readonly AxisLabel[] {
  const wanted = [
    ...chosen.filter((turn) => turn !== null).map((turn) => ({ turn, isChosen: true })),
    ...turnTicks(turns, x).map((turn) => ({ turn, isChosen: false })),
  ];
  const labels: AxisLabel[] = [];
  for (const { turn, isChosen } of wanted) {
    const text = formatCount(turn);
    const isFree = labels.every(
      (other) =>
        Math.abs(x(other.turn) - x(turn)) >=
        ((text.length + other.text.length) / 2) * CHARACTER_PX + GAP_PX,
    );
    if (isFree) labels.push({ turn, text, isChosen });
  }
  return labels.sort((one, other) => one.turn - other.turn);
}
