import { useState } from 'react';
import { extendTrail, NO_TRAIL, type Trail } from '@/components/trail';
import type { ViewTab } from './panes';

/** The events that were selected while the pane `tab` was shown. Each pane has its own trail, while the viewer is open. */
export function useTrail(tab: ViewTab, eventId: string | null): Trail {
  const [trails, setTrails] = useState<ReadonlyMap<ViewTab, Trail>>(new Map());
  const trail = trails.get(tab) ?? NO_TRAIL;
  const next = eventId === null ? trail : extendTrail(trail, eventId);
  if (next !== trail) setTrails(new Map(trails).set(tab, next));
  return next;
}
