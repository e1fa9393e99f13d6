import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { describeEvent } from '@/components/event-type/describe-event';
import { shownId } from '@/components/ui/shown-id';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { typeGlyph } from '@/components/event-type/type-glyph';
import type { GraphNode } from './graph/causal-graph';
import { eventQuery } from './causality-query';
import type { Trail } from '@/components/trail';
import styles from './visited-trail.module.css';

/** The visited events, each with a way back or forward. */
export function VisitedTrail({
  simulationId,
  trail,
  nodes,
  onSelectEvent,
}: {
  readonly simulationId: string;
  readonly trail: Trail;
  /** The nodes of the graph: their events are already loaded. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const currentId = trail.eventIds[trail.at];

  // The browser's scroll position: the current event stays in view when names load and when the pane shrinks.
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const reveal = () => {
      const current = element.querySelector('[aria-current]');
      current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    };
    const observer = new ResizeObserver(reveal);
    observer.observe(element);
    if (element.parentElement !== null) observer.observe(element.parentElement);
    return () => observer.disconnect();
  }, [currentId, trail.eventIds]);

  return (
    <nav className={styles['trail']} aria-label="Visited events">
      <ol ref={list}>
        {trail.eventIds.map((id, i) => (
          <li key={id}>
            {i === 0 ? null : <span aria-hidden="true">›</span>}
            <Visited
              simulationId={simulationId}
              eventId={id}
              node={nodes.get(id)}
              isCurrent={i === trail.at}
              onSelectEvent={onSelectEvent}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Visited({
  simulationId,
  eventId,
  node,
  isCurrent,
  onSelectEvent,
}: {
  readonly simulationId: string;
  readonly eventId: string;
  readonly node: GraphNode | undefined;
  readonly isCurrent: boolean;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const known = node?.kind === 'event' ? node.event : undefined;
  const { data: event } = useQuery(eventQuery(simulationId, eventId, known));
  return (
    <button
      type="button"
      className={styles['event']}
      aria-current={isCurrent ? 'step' : undefined}
      title={event === undefined ? shownId(eventId) : describeEvent(event)}
      onClick={() => onSelectEvent(eventId)}
    >
      {event === undefined ? null : (
        <>
          <EventTypeGlyph eventType={event.event_type} />
          <span className="visually-hidden">{typeGlyph(event.event_type).name}: </span>
        </>
      )}
      <span className={styles['text']}>{event === undefined ? '…' : describeEvent(event)}</span>
    </button>
  );
}
