'use client';

import { startTransition, useDeferredValue, useEffect, useState } from 'react';

/** In less a graph is asked for, laid out and drawn. */
const GRAPH_MS = 150;

/**
 * The selected event as what is beside the centre shows it: after the centre has. Where that is a graph that goes from
 * event to event, it holds up neither its rendering nor its questions, and of events that are walked through quickly it
 * shows the last.
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
