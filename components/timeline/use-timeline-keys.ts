'use client';

import { useShortcuts } from '@/components/ui/use-shortcuts';
import type { AxisModel } from './axis-model';
import { panRange, widthOf, zoomRange, type PlaceRange } from './place-range';
import type { TimelineView } from './use-timeline-view';

const ZOOM = 1.5;
const PAN_SHARE = 0.2;

const TIMELINE_KEYS = ['w', 's', 'a', 'd', 'f'] as const;
type TimelineKey = (typeof TIMELINE_KEYS)[number];

/** What a key does to the view. */
export function viewAfterKey(
  key: TimelineKey,
  view: PlaceRange,
  { extent }: Pick<AxisModel, 'extent'>,
): PlaceRange {
  const middle = (view.from + view.to) / 2;
  switch (key) {
    case 'w':
      return zoomRange(view, middle, ZOOM);
    case 's':
      return zoomRange(view, middle, 1 / ZOOM);
    case 'a':
      return panRange(view, -PAN_SHARE * widthOf(view));
    case 'd':
      return panRange(view, PAN_SHARE * widthOf(view));
    case 'f':
      return extent;
  }
}

/** Zooms and pans by w, a, s, d and f, wherever the focus is but in a field, a menu or a dialog. */
export function useTimelineKeys(model: AxisModel, glideTo: TimelineView['glideTo']): void {
  const glideBy = (key: TimelineKey) => () => glideTo((view) => viewAfterKey(key, view, model));
  useShortcuts(Object.fromEntries(TIMELINE_KEYS.map((key) => [key, glideBy(key)])));
}
