'use client';

import { useCallback, type RefObject } from 'react';
import { api } from '@/components/api';
import { findCausalStep, type CausalSide } from '@/components/events-table/find-causal-step';
import type { FilterNavigation } from '@/components/filters/filter-navigation';
import type { RowsHandle } from '@/components/pane';
import { addCriteria } from '@/lib/filters/add-criteria';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { useRevealEvent } from './use-reveal-event';
import { currentView, type ViewNavigation } from './use-view-state';

/** Changes of the view that several parts of the page use. */
export interface ExplorerActs {
  readonly rows: RefObject<RowsHandle | null>;
  readonly changeCriteria: FilterNavigation;
  /** Narrows the filter; see `addCriteria`. */
  readonly addToCriteria: (added: EventCriteria) => void;
  /** Selects an event that the pane of the tab shows. */
  readonly selectInPane: (eventId: string, by?: 'click' | 'keyboard') => void;
  /** Selects an event, and shows it in the pane of the tab, if that has rows. */
  readonly selectEvent: (eventId: string, by?: 'click' | 'keyboard') => void;
  readonly openCausality: (eventId: string) => void;
  /** Like {@link openCausality}, from a pane that disappears with the focus. The focus moves to the tab. */
  readonly openCausalityFromPane: (eventId: string) => void;
  readonly openEvents: () => void;
  /** Selects the first cause or effect of the selected event. Gives the reason when there is none. */
  readonly stepCausality: (side: CausalSide) => Promise<string | undefined>;
  readonly reveal: (eventId: string) => void;
}

export function useExplorerActs(
  simulationId: string,
  navigate: ViewNavigation['navigate'],
  eventIdBeside: string | null,
): ExplorerActs {
  const { rows, reveal, revealLater } = useRevealEvent(simulationId, navigate, eventIdBeside);

  const changeCriteria = useCallback<FilterNavigation>(
    (change, history) => {
      navigate({ criteria: change(currentView().criteria), row: 0 }, history);
      const selected = currentView().eventId;
      if (selected !== null) reveal(selected);
    },
    [navigate, reveal],
  );
  const addToCriteria = useCallback(
    (added: EventCriteria) => changeCriteria((now) => addCriteria(now, added)),
    [changeCriteria],
  );
  const selectInPane = useCallback<ExplorerActs['selectInPane']>(
    (id, by = 'click') => {
      navigate({ eventId: id }, by === 'click' ? 'push' : 'replace');
      if (currentView().tab !== 'events') revealLater(id);
    },
    [navigate, revealLater],
  );
  const selectEvent = useCallback<ExplorerActs['selectEvent']>(
    (id, by) => {
      selectInPane(id, by);
      if (currentView().tab === 'events') reveal(id);
    },
    [selectInPane, reveal],
  );
  const openCausality = useCallback(
    (id: string) => navigate({ tab: 'causality', eventId: id, chain: [] }),
    [navigate],
  );
  const openCausalityFromPane = useCallback(
    (id: string) => {
      openCausality(id);
      document.getElementById('view-causality')?.focus();
    },
    [openCausality],
  );
  const openEvents = useCallback(() => navigate({ tab: 'events' }), [navigate]);
  const stepCausality = useCallback<ExplorerActs['stepCausality']>(
    async (side) => {
      const { eventId } = currentView();
      if (eventId === null) return 'No event is selected';
      // The table has its own notes.
      if (rows.current !== null) {
        rows.current.stepCausality(side);
        return undefined;
      }
      try {
        const next = await findCausalStep(api, simulationId, eventId, side);
        if ('reason' in next) return next.reason;
        selectEvent(next.eventId);
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    [simulationId, rows, selectEvent],
  );

  return {
    rows,
    changeCriteria,
    addToCriteria,
    selectInPane,
    selectEvent,
    openCausality,
    openCausalityFromPane,
    openEvents,
    stepCausality,
    reveal,
  };
}
