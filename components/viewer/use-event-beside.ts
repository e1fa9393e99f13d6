'use client';

import { startTransition, useDeferredValue, useEffect, useState } from 'react';

/** A graph is requested, laid out and drawn within this time. */
const GRAPH_MS = 150;

/**
 * The selected event of the panes beside the centre, which follow it with a delay. Beside a graph, they delay neither its
 * rendering nor its requests, and after fast steps from event to event they show only the last event.
 */
export function useEventBeside(eventId: string | null, isBesideGraph: boolean): string | null {
  const [shown, show] = useState({ eventId, isBesideGraph });
  const next = useDeferredValue(eventId);
  const waits = isBesideGraph && shown.isBesideGraph && eventId !== null && shown.eventId !== null;
  const isGraphThere = isBesideGraph && next === eventId;
  if (!waits && (shown.eventId !== next || shown.isBesideGraph !== isGraphThere)) {
    show({ eventId: next, isBesideGraph: isGraphThere });
  }

  // The clock.
  useEffect(() => {
    if (!waits || shown.eventId === eventId) return;
    const follow = () => startTransition(() => show({ eventId, isBesideGraph: true }));
    const timer = setTimeout(follow, GRAPH_MS);
    return () => clearTimeout(timer);
  }, [waits, shown.eventId, eventId]);

  return shown.eventId;
}
