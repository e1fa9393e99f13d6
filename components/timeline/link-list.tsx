import { typeGlyph } from '@/components/event-type/type-glyph';
import { formatCount } from '@/components/ui/format-count';
import { laneLabel } from './lane-list';
import type { TimelineChain } from './use-timeline-data';

/** The curves in words: the causes and effects of the selected event. */
export function LinkList({ chain }: { readonly chain: TimelineChain | undefined }) {
  if (chain === undefined || chain.links.length === 0) return null;
  const { selected, events, links } = chain;
  return (
    <ul className="visually-hidden" aria-label="Causes and effects of the selected event">
      {links.map(({ cause, effect }) => {
        const isCause = effect === selected.id;
        const event = events.get(isCause ? cause : effect);
        if (event === undefined) return null;
        const { name } = typeGlyph(event.type);
        const where = `turn ${formatCount(event.turn)}, ${laneLabel(event.agent)}`;
        return (
          <li key={`${cause} ${effect}`}>
            {isCause ? 'Cause' : 'Effect'}: {name} in {where}: {event.text}
          </li>
        );
      })}
    </ul>
  );
}
