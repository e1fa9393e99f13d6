import { useState } from 'react';
import { extendTrail, NO_TRAIL, type Trail } from './trail';

/** The events whose causality was looked at, one after the other; `null` while none is. */
export function useTrail(eventId: string | null): Trail {
  const [trail, setTrail] = useState(NO_TRAIL);
  const next = eventId === null ? trail : extendTrail(trail, eventId);
  if (next !== trail) setTrail(next);
  return next;
}
