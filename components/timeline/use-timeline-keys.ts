'use client';

import { useEffect } from 'react';
import type { AxisModel } from './axis-model';
import { panRange, widthOf, zoomRange, type PlaceRange } from './place-range';
import type { TimelineView } from './use-timeline-view';

const ZOOM = 1.5;
const PAN_SHARE = 0.2;

/** What a key does to the view; `undefined` when it is not the timeline's. */
export function viewAfterKey(
  key: string,
  view: PlaceRange,
  { extent }: Pick<AxisModel, 'extent'>,
): PlaceRange | undefined {
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
    default:
      return undefined;
  }
}

/** Zooms and pans by w, a, s, d and f, wherever the focus is but in a field, a menu or a dialog. */
export function useTimelineKeys(model: AxisModel, glideTo: TimelineView['glideTo']): void {
  // The page's keys.
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      const { extent } = model;
      if (viewAfterKey(event.key, extent, model) === undefined) return;
      event.preventDefault();
      glideTo((view) => viewAfterKey(event.key, view, model) ?? view);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [model, glideTo]);
}

const TYPED_INTO =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable], dialog, [role="dialog"], [role="menu"], [role="listbox"]';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED_INTO) !== null;
}
