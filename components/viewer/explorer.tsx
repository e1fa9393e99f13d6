'use client';

import dynamic from 'next/dynamic';
import { useCallback, useEffect, useRef, useState } from 'react';
import { EventsTable } from '@/components/events-table/events-table';
import { useEventMatches } from '@/components/events-table/use-event-matches';
import { FilterChips } from '@/components/filters/filter-chips';
import { FilterPane } from '@/components/filters/filter-pane';
import { NoMatches } from '@/components/filters/no-matches';
import { Inspector } from '@/components/inspector/inspector';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { Tabs, type TabItem } from '@/components/ui/tabs';
import type { SimulationSummary } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
import styles from './explorer.module.css';
import { IgnoredNote } from './ignored-note';
import { StatusBar } from './status-bar';
import { useRevealEvent } from './use-reveal-event';
import { currentView, useViewState } from './use-view-state';
import { ViewerHeader } from './viewer-header';
import { criteriaKey, type ViewTab } from './view-state';

const CausalityPane = dynamic(() =>
  import('@/components/causality-graph/causality-pane').then((module) => module.CausalityPane),
);

const TABS: readonly TabItem<ViewTab>[] = [
  { id: 'events', label: 'Events' },
  { id: 'causality', label: 'Causality' },
];

/** One filter and one selection, shared by the table, the graph and the inspector; both live in the URL. */
export function Explorer({ simulation }: { readonly simulation: SimulationSummary }) {
  const { view, ignored, navigate, recordRow } = useViewState();
  const { criteria, tab, eventId, depth } = view;
  const matches = useEventMatches(simulation.id, criteria);
  const { table, reveal } = useRevealEvent(simulation.id, navigate);
  const [showsFilters, setShowsFilters] = useState(false);
  const [isFollowing, setFollowing] = useState(false);

  // A link to an event says which one, not at which row of this filter it stands.
  const opened = useRef(view);
  useEffect(() => {
    const { eventId: linkedEvent, row } = opened.current;
    if (linkedEvent !== null && row === 0) reveal(linkedEvent);
  }, [reveal]);

  // The browser's Back and Forward: they also lead back to a place in the table.
  useEffect(() => {
    const showPlace = () => table.current?.showRow(currentView().row, 'start');
    window.addEventListener('popstate', showPlace);
    return () => window.removeEventListener('popstate', showPlace);
  }, [table]);

  const changeCriteria = useCallback(
    (next: EventCriteria) => {
      navigate({ criteria: next, row: 0 });
      const selected = currentView().eventId;
      if (selected !== null) reveal(selected);
    },
    [navigate, reveal],
  );
  const selectInTable = useCallback(
    (id: string, by: 'click' | 'keyboard') =>
      navigate({ eventId: id }, by === 'click' ? 'push' : 'replace'),
    [navigate],
  );
  const changeFind = useCallback(
    (find: string | null) => navigate({ find }, 'replace'),
    [navigate],
  );
  const selectElsewhere = useCallback(
    (id: string) => {
      navigate({ eventId: id });
      reveal(id);
    },
    [navigate, reveal],
  );
  const openCausality = useCallback(
    (id: string) => navigate({ tab: 'causality', eventId: id }),
    [navigate],
  );
  const openCausalityByKey = useCallback(
    (id: string) => {
      openCausality(id);
      // The table, and the focus with it, is about to go.
      document.getElementById('view-causality')?.focus();
    },
    [openCausality],
  );

  const filterPane = (
    <FilterPane simulation={simulation} criteria={criteria} onChange={changeCriteria} />
  );
  return (
    <div className={styles['explorer']}>
      <ViewerHeader simulation={simulation} />
      <IgnoredNote ignored={ignored} onDismiss={() => navigate({}, 'replace')} />
      <div className={styles['panes']} data-tab={tab} data-selected={eventId !== null}>
        {tab === 'events' ? (
          <aside className={styles['filters']} aria-label="Filters">
            {filterPane}
          </aside>
        ) : null}
        <main className={styles['centre']}>
          <div className={styles['tabBar']}>
            <Tabs
              label="Views"
              idPrefix="view"
              items={TABS}
              selected={tab}
              onSelect={(next) => navigate({ tab: next })}
            />
            {tab === 'events' ? (
              <Button
                className={styles['filterButton'] ?? ''}
                onClick={() => setShowsFilters(true)}
                aria-haspopup="dialog"
              >
                Filters
              </Button>
            ) : null}
          </div>
          <div
            id="view-panel"
            className={styles['panel']}
            role="tabpanel"
            aria-labelledby={`view-${tab}`}
          >
            {tab === 'events' ? (
              <EventsTable
                key={criteriaKey(criteria)}
                handle={table}
                simulation={simulation}
                criteria={criteria}
                matches={matches}
                selectedEventId={eventId}
                initialRow={view.row}
                toolbar={<FilterChips criteria={criteria} onChange={changeCriteria} />}
                noMatches={<NoMatches criteria={criteria} onChange={changeCriteria} />}
                onSelect={selectInTable}
                onOpenCausality={openCausalityByKey}
                onFirstRowChange={recordRow}
                find={view.find}
                onFindChange={changeFind}
                isFollowing={isFollowing}
                onFollowingChange={setFollowing}
              />
            ) : eventId === null ? (
              <Notice title="Choose an event to see what caused it and what it led to">
                <p>
                  Select one in the Events tab and press <kbd>Enter</kbd>, or <b>Open causality</b>{' '}
                  beside it.
                </p>
                <p>
                  <Button onClick={() => navigate({ tab: 'events' })}>Go to events</Button>
                </p>
              </Notice>
            ) : (
              <CausalityPane
                simulationId={simulation.id}
                eventId={eventId}
                runDeclaresCauses={simulation.declared_link_count > 0}
                depth={depth}
                onDepthChange={(next) => navigate({ depth: next }, 'replace')}
                onSelectEvent={selectElsewhere}
              />
            )}
          </div>
        </main>
        <aside className={styles['inspector']} aria-label="Selected event">
          <Inspector
            simulationId={simulation.id}
            eventId={eventId}
            onSelectEvent={selectElsewhere}
            action={
              tab === 'events'
                ? { label: 'Open causality', act: openCausality }
                : { label: 'Show in events', act: () => navigate({ tab: 'events' }) }
            }
            onClose={() => navigate({ eventId: null })}
          />
        </aside>
      </div>
      <StatusBar simulation={simulation} matches={matches} />
      {showsFilters ? (
        <Dialog title="Filters" placement="side" onClose={() => setShowsFilters(false)}>
          {filterPane}
        </Dialog>
      ) : null}
    </div>
  );
}
