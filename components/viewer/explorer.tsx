'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTrail } from '@/components/causality-graph/use-trail';
import { api } from '@/components/api';
import { EventsTable } from '@/components/events-table/events-table';
import { findCausalStep, type CausalSide } from '@/components/events-table/find-causal-step';
import { useEventMatches } from '@/components/events-table/use-event-matches';
import { ExportMenu } from '@/components/export-menu/export-menu';
import { filterFacts } from '@/components/filters/filter-change';
import { FilterChips } from '@/components/filters/filter-chips';
import { FilterPane } from '@/components/filters/filter-pane';
import { NoMatches } from '@/components/filters/no-matches';
import { useFacets } from '@/components/filters/use-facets';
import { LiveStatus } from '@/components/live/live-status';
import { useLiveFeed } from '@/components/live/use-live-feed';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { OverlayBoundary, PaneBoundary } from '@/components/server-contact/pane-boundary';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { Tabs, type TabItem } from '@/components/ui/tabs';
import { useNote } from '@/components/ui/use-note';
import { useShortcuts } from '@/components/ui/use-shortcuts';
import type { SimulationSummary } from '@/lib/api/contract';
import type { CriteriaChange } from '@/lib/filters/event-filter';
import type { ExplorerActions } from './explorer-commands';
import { ExplorerLayout } from './explorer-layout';
import styles from './explorer.module.css';
import { GoneNote } from './gone-note';
import { IgnoredNote } from './ignored-note';
import { InspectorPane } from './inspector-pane';
import { runCounts } from './run-counts';
import { StatusBar } from './status-bar';
import { TimelinePane } from './timeline-pane';
import { useCriteriaOfRows } from './use-criteria-of-rows';
import { useEventBeside } from './use-event-beside';
import { useRevealEvent } from './use-reveal-event';
import { currentView, useViewState } from './use-view-state';
import { ViewerHeader } from './viewer-header';
import { criteriaKey, type ViewTab } from './view-state';

// What is not needed for the first rows is fetched beside them.
const ExplorerPalette = lazyPane(() =>
  import('./explorer-palette').then((module) => module.ExplorerPalette),
);
const ShortcutHelp = lazyPane(() =>
  import('@/components/shortcuts/shortcut-help').then((module) => module.ShortcutHelp),
);
const CausalityPane = lazyPane(() =>
  import('@/components/causality-graph/causality-pane').then((module) => module.CausalityPane),
);
const StatePane = lazyPane(() =>
  import('@/components/state/state-pane').then((module) => module.StatePane),
);

const TABS: readonly TabItem<ViewTab>[] = [
  { id: 'events', label: 'Events' },
  { id: 'causality', label: 'Causality' },
  { id: 'state', label: 'State' },
];

const PANE_NAMES: Readonly<Record<ViewTab, string>> = {
  events: 'The table',
  causality: 'The graph of causes',
  state: 'The state',
};

/** What is open over the explorer. */
type Overlay = 'filters' | 'commands' | 'help';

/** One filter and one selection, shared by all panes; both live in the URL. */
export function Explorer({
  simulation,
  goneSince,
}: {
  readonly simulation: SimulationSummary;
  /** When the simulation was found to be gone, in milliseconds since 1970; `undefined` while it is there. */
  readonly goneSince: number | undefined;
}) {
  const router = useRouter();
  const { view, ignored, navigate, recordRow } = useViewState();
  const { criteria, tab, eventId } = view;
  const eventIdBeside = useEventBeside(eventId, tab === 'causality');
  const trail = useTrail(tab === 'causality' ? eventId : null);
  const matches = useEventMatches(simulation.id, criteria);
  const counts = runCounts(
    criteria,
    simulation.event_count,
    matches.state === 'ready' ? matches.data.total : undefined,
  );
  const countedCriteria = useCriteriaOfRows(criteria, matches);
  const facets = useFacets(simulation.id, countedCriteria);
  const isGone = goneSince !== undefined;
  const feed = useLiveFeed(simulation.id, isGone);
  const { table, reveal, revealLater } = useRevealEvent(simulation.id, navigate, eventIdBeside);
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [isFollowing, setFollowing] = useState(false);
  const [note, say] = useNote();
  const close = useCallback(() => setOverlay(null), []);

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
    (change: CriteriaChange) => {
      navigate({ criteria: change(currentView().criteria), row: 0 });
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
    (id: string, by: 'click' | 'keyboard' = 'click') => {
      navigate({ eventId: id }, by === 'click' ? 'push' : 'replace');
      if (currentView().tab === 'events') reveal(id);
      else revealLater(id);
    },
    [navigate, reveal, revealLater],
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
  const changeTurn = useCallback(
    (turn: number | null) => navigate({ turn }, 'replace'),
    [navigate],
  );
  const changeCharted = useCallback(
    (variables: readonly string[]) => navigate({ variables }),
    [navigate],
  );

  // They are the table's, and where that is not shown, there is nothing to find or to go to.
  const openFind = () => table.current?.openFind();
  const openJump = () => table.current?.openJump();
  const stepCausality = (side: CausalSide) => {
    if (tab === 'events') table.current?.stepCausality(side);
    else void stepBeside(side);
  };
  async function stepBeside(side: CausalSide) {
    if (eventId === null) {
      say('No event is selected');
      return;
    }
    try {
      const next = await findCausalStep(api, simulation.id, eventId, side);
      if ('reason' in next) say(next.reason);
      else selectElsewhere(next.eventId, 'click');
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }
  const actions: ExplorerActions = {
    ...{ simulation, navigate, changeCriteria, isFollowing },
    selectEvent: selectElsewhere,
    goToTurn: (turn) => void table.current?.goTo(`turn ${String(turn)}`),
    openFind,
    openJump,
    openHelp: () => setOverlay('help'),
    visit: (path) => router.push(path),
    follow: setFollowing,
  };
  useShortcuts({
    '/': openFind,
    g: openJump,
    '?': () => setOverlay('help'),
    y: () => {
      if (eventId !== null) openCausalityByKey(eventId);
    },
    '[': () => stepCausality('upstream'),
    ']': () => stepCausality('downstream'),
    'mod+k': () => setOverlay('commands'),
  });

  const filterPane = (
    <PaneBoundary name="The filters">
      <FilterPane
        simulation={simulation}
        criteria={criteria}
        facets={facets}
        onChange={changeCriteria}
      />
    </PaneBoundary>
  );
  const centre = (
    <>
      <div className={styles['tabBar']}>
        <Tabs
          label="Views"
          idPrefix="view"
          items={TABS}
          selected={tab}
          onSelect={(next) => navigate({ tab: next })}
        />
        <p role="status" className={styles['note']}>
          {note}
        </p>
        {tab === 'events' ? (
          <Button
            className={styles['filterButton'] ?? ''}
            onClick={() => setOverlay('filters')}
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
        tabIndex={-1}
        aria-labelledby={`view-${tab}`}
      >
        <PaneBoundary
          name={PANE_NAMES[tab]}
          of={`${tab} ${criteriaKey(criteria)} ${eventId ?? ''}`}
        >
          {tab === 'events' ? (
            <EventsTable
              key={criteriaKey(criteria)}
              handle={table}
              simulation={simulation}
              criteria={criteria}
              matches={matches}
              facets={facets}
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
          ) : tab === 'state' ? (
            <StatePane
              simulation={simulation}
              turn={view.turn}
              onTurnChange={changeTurn}
              charted={view.variables}
              onChartedChange={changeCharted}
              selectedEventId={eventId}
              onSelectEvent={selectElsewhere}
              onOpenCausality={openCausalityByKey}
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
              choice={view}
              onChange={navigate}
              trail={trail}
              onSelectEvent={selectElsewhere}
            />
          )}
        </PaneBoundary>
      </div>
    </>
  );
  return (
    <div className={styles['explorer']}>
      <ViewerHeader simulation={simulation} eventCount={counts.all}>
        {simulation.status === 'finished' && !isFollowing && !isGone ? null : (
          <LiveStatus feed={feed} isGone={isGone} />
        )}
        <ExportMenu
          simulationId={simulation.id}
          criteria={criteria}
          total={counts.matching}
          isGone={isGone}
          facts={filterFacts(criteria).map(({ label }) => label)}
        />
        <Button
          className={styles['commands'] ?? ''}
          onClick={() => setOverlay('commands')}
          aria-haspopup="dialog"
        >
          <span className="visually-hidden">Commands, </span>
          <kbd>Ctrl K</kbd>
        </Button>
      </ViewerHeader>
      <IgnoredNote ignored={ignored} onDismiss={() => navigate({}, 'replace')} />
      <ExplorerLayout
        timeline={
          countedCriteria === undefined ? (
            <></>
          ) : (
            <PaneBoundary name="The timeline" of={criteriaKey(criteria)}>
              <TimelinePane
                simulation={simulation}
                criteria={criteria}
                countedCriteria={countedCriteria}
                axis={view.axis}
                span={view.span}
                selectedEventId={eventIdBeside}
                navigate={navigate}
                onCriteriaChange={changeCriteria}
                onSelectEvent={selectElsewhere}
              />
            </PaneBoundary>
          )
        }
        filters={tab === 'events' ? filterPane : null}
        centre={centre}
        hasSelection={eventId !== null}
        isPicture={tab === 'causality'}
        inspector={
          <PaneBoundary name="The selected event" of={eventIdBeside ?? ''}>
            <InspectorPane
              simulationId={simulation.id}
              eventId={eventIdBeside}
              tab={tab}
              navigate={navigate}
              onSelectEvent={selectElsewhere}
              onCriteriaChange={changeCriteria}
              onOpenCausality={openCausality}
            />
          </PaneBoundary>
        }
      />
      <StatusBar simulation={simulation} counts={counts} matches={matches} />
      {overlay === 'filters' ? (
        <Dialog title="Filters" placement="side" onClose={close}>
          {filterPane}
        </Dialog>
      ) : null}
      {overlay === 'help' ? (
        <OverlayBoundary name="Help" onClose={close}>
          <ShortcutHelp onClose={close} />
        </OverlayBoundary>
      ) : null}
      {overlay === 'commands' ? (
        <OverlayBoundary name="The list of commands" onClose={close}>
          <ExplorerPalette actions={actions} onClose={close} />
        </OverlayBoundary>
      ) : null}
      <GoneNote goneSince={goneSince} />
    </div>
  );
}
