'use client';

import { useCallback, useRef, useState } from 'react';

/**
 * The active row. A selection returns through the URL a moment later. If the table made it, the active row stays; any other
 * selection was made elsewhere.
 */
interface Place {
  readonly row: number;
  readonly ownSelections: readonly (string | null)[];
}

/** The maximum number of selections by a held key before one returns. */
const MAX_OWN_SELECTIONS = 32;

export interface Cursor {
  /** `undefined` when the selection was made elsewhere. */
  readonly row: number | undefined;
  readonly forget: () => void;
  /** Makes a row active while its event is being selected. */
  readonly placeAt: (row: number, eventId: string) => void;
  /** Walks to a row whose event is not loaded yet; only the last of several walks selects. */
  readonly walkTo: (
    row: number,
    load: () => Promise<{ readonly event_id: string } | undefined>,
    select: (eventId: string) => void,
  ) => Promise<void>;
}

export function useCursor(selectedEventId: string | null): Cursor {
  const [place, setPlace] = useState<Place | null>(null);
  const walkingTo = useRef<number | null>(null);
  const isValid = place?.ownSelections.includes(selectedEventId) === true;
  const forget = useCallback(() => setPlace(null), []);
  const placeAt = useCallback((row: number, eventId: string) => {
    walkingTo.current = null;
    setPlace({ row, ownSelections: [eventId] });
  }, []);
  return {
    row: isValid ? place.row : undefined,
    forget,
    placeAt,
    walkTo: async (row, load, select) => {
      walkingTo.current = row;
      setPlace((before) => {
        const holds = before?.ownSelections.includes(selectedEventId) === true;
        return { row, ownSelections: holds ? before.ownSelections : [selectedEventId] };
      });
      const event = await load();
      if (event === undefined || walkingTo.current !== row) return;
      setPlace((before) => ({
        row,
        ownSelections: [...(before?.ownSelections ?? []), event.event_id].slice(
          -MAX_OWN_SELECTIONS,
        ),
      }));
      select(event.event_id);
    },
  };
}
