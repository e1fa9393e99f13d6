import { typeGlyph } from '@/components/event-type/type-glyph';
import { formatCount } from '@/components/ui/format-count';
import { laneLabel } from './lane-list';
import type { TimelineEvent } from './timeline-event';

/** The line of the chosen chain in words. */
export function ChainWords({ events }: { readonly events: readonly TimelineEvent[] }) {
  if (events.length < 2) return null;
  return (
    <ol className="visually-hidden" aria-label="From the likely cause to the effect">
      {events.map(({ id, type, turn, agent, text, isFailed }, at) => (
        <li key={`${String(at)} ${id}`}>
          {typeGlyph(type).name}
          {isFailed ? ', failed,' : ''} in turn {formatCount(turn)}, {laneLabel(agent)}: {text}
        </li>
      ))}
    </ol>
  );
}
