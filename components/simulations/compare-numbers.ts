import { durationText } from '@/components/event-time/event-time';
import { formatBytes } from '@/components/ui/format-bytes';
import { formatCount } from '@/components/ui/format-count';
import type { SimulationListing } from '@/lib/api/contract';
import { durationMicros, isUnread, turnCount } from './list-order';

/** A number of two simulations, as text. */
export interface NumberPair {
  readonly name: string;
  readonly first: string;
  readonly second: string;
  /** The difference of the second: `+1,204`, `−3`, `same`; a dash when one is unknown. */
  readonly difference: string;
  /** The difference as a share of the first: `+31 %`; absent where it is not useful. */
  readonly share?: string;
}

const UNKNOWN = '–';

/** The numbers of two simulations side by side. */
export function compareNumbers(
  first: SimulationListing,
  second: SimulationListing,
): readonly NumberPair[] {
  return METRICS.map(({ name, valueOf, text }) => {
    const [a, b] = [valueOf(first), valueOf(second)];
    const texts = { name, first: textOf(a, text), second: textOf(b, text) };
    if (a === null || b === null) return { ...texts, difference: UNKNOWN };
    if (a === b) return { ...texts, difference: 'same' };
    const sign = b > a ? '+' : '−';
    const difference = `${sign}${text(Math.abs(b - a))}`;
    const percent = Math.round((Math.abs(b - a) / a) * 100);
    // A decrease to almost zero must not be shown as -100 %.
    const isTooMuch = percent >= 1000 || (percent === 100 && b > 0 && b < a);
    const saysShare = a > 0 && percent > 0 && !isTooMuch;
    return { ...texts, difference, ...(saysShare ? { share: `${sign}${percent} %` } : {}) };
  });
}

interface Metric {
  readonly name: string;
  readonly valueOf: (simulation: SimulationListing) => number | null;
  readonly text: (value: number) => string;
}

const METRICS: readonly Metric[] = [
  {
    name: 'duration',
    valueOf: (simulation) => {
      const micros = durationMicros(simulation);
      return micros === null ? null : Number(micros);
    },
    text: (micros) => durationText(BigInt(micros)),
  },
  { name: 'turns', valueOf: turnCount, text: formatCount },
  {
    name: 'agents',
    valueOf: (simulation) => (isUnread(simulation) ? null : simulation.agent_count),
    text: formatCount,
  },
  {
    name: 'events',
    valueOf: (simulation) => (isUnread(simulation) ? null : simulation.event_count),
    text: formatCount,
  },
  { name: 'size', valueOf: ({ bytes }) => bytes, text: formatBytes },
];

function textOf(value: number | null, text: Metric['text']): string {
  return value === null ? UNKNOWN : text(value);
}
