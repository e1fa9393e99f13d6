'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { rowsFilter } from '@/components/events-table/rows-filter';
import { CommandButtons } from '@/components/commands/command-buttons';
import { linksOfRun } from '@/components/causal-link/links-of-run';
import { useEventMatches } from '@/components/events-table/use-event-matches';
import { ExportMenu } from '@/components/export-menu/export-menu';
import { filterFacts } from '@/components/filters/filter-change';
import { FilterChips } from '@/components/filters/filter-chips';
import { FilterPane } from '@/components/filters/filter-pane';
import { NoMatches } from '@/components/filters/no-matches';
import { useFacets } from '@/components/filters/use-facets';
import { LiveStatus } from '@/components/live/live-status';
import { useLiveFeed } from '@/components/live/use-live-feed';
import { PaneBoundary } from '@/components/server-contact/pane-boundary';
import { TourOffer } from '@/components/tour/tour-offer';
import { useTour } from '@/components/tour/use-tour';
import { useSameList } from '@/components/ui/use-same-list';
import { useNote } from '@/components/ui/use-note';
import type { SimulationSummary } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { criteriaKey } from '@/lib/filters/criteria-key';
import { ExplorerCentre } from './explorer-centre';
import { ExplorerLayout } from './explorer-layout';
import { ExplorerOverlay, type Overlay } from './explorer-overlay';
import styles from './explorer.module.css';
import { kindsOf } from './data-commands';
import { FailureCount } from './failure-count';
import { GoneNote } from './gone-note';
import { IgnoredNote } from './ignored-note';
import { hasInspector } from './has-inspector';
import { InspectorPane } from './inspector-pane';
import { MarkedMatches } from './marked-matches';
import { paneOf } from './panes';
import { runCounts } from './run-counts';
import { ReaderOverlay } from './reader-overlay';
import { StatusBar } from './status-bar';
import { TourOverlay } from './tour-overlay';
import { TimelinePane } from './timeline-pane';
import { useCriteriaOfRows } from './use-criteria-of-rows';
import { useEventBeside } from './use-event-beside';
import { useExplorerActs } from './use-explorer-acts';
import { useExplorerCommands } from './use-explorer-commands';
import { usePlaceInRows } from './use-place-in-rows';
import { useTrail } from './use-trail';
import { useViewState } from './use-view-state';
import { ViewerHeader } from './viewer-header';

const NO_CRITERIA: EventCriteria = {};

/** One filter and one selection, shared by all panes. Both are in the URL. */
export function Explorer({
  simulation,
  goneSince,
}: {
  readonly simulation: SimulationSummary;
  /** When the simulation was found to be gone, in milliseconds since 1970; `undefined` while it exists. */
  readonly goneSince: number | undefined;
}) {
  const { view, ignored, navigate } = useViewState();
  const { criteria, sort, order, tab, eventId } = view;
  const { layout } = paneOf(tab);
  const columns = useSameList(view.columns);
  const chain = useSameList(view.chain);
  const eventIdBeside = useEventBeside(eventId, layout.isPicture);
  const trail = useTrail(tab, eventId);
  const acts = useExplorerActs(simulation.id, navigate, eventIdBeside);
  usePlaceInRows(view, acts.rows, acts.reveal);

  const isGone = goneSince !== undefined;
  const matches = useEventMatches(
    simulation.id,
    useMemo(() => rowsFilter(criteria, { sort, order }), [criteria, sort, order]),
  );
  const total = matches.state === 'ready' ? matches.data.total : undefined;
  const counts = runCounts(criteria, simulation.event_count, total);
  const countedCriteria = useCriteriaOfRows(criteria, matches);
  const facets = useFacets(simulation.id, countedCriteria);
  const allFacets = useFacets(simulation.id, countedCriteria && NO_CRITERIA);
  const marked = useMemo(
    () => [criteria.q, view.find].filter((text) => typeof text === 'string'),
    [criteria.q, view.find],
  );
  const feed = useLiveFeed(simulation.id, isGone);

  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [isFollowing, setFollowing] = useState(false);
  const [note, say] = useNote();
  const close = useCallback(() => setOverlay(null), []);
  const { changeCriteria, selectEvent } = acts;
  const router = useRouter();
  const visit = (path: string) => router.push(path);
  const kinds = facets.state === 'ready' ? kindsOf(facets.data) : [];
  const tour = useTour(simulation);
  useExplorerCommands({
    simulationId: simulation.id,
    simulationName: simulation.name,
    selectedEventId: eventId,
    isGone,
    acts,
    navigate,
    visit,
    openOverlay: setOverlay,
    tour,
    say,
  });

  const filters = (
    <PaneBoundary name="The filters">
      <FilterPane
        simulation={simulation}
        criteria={criteria}
        facets={facets}
        onChange={changeCriteria}
      />
    </PaneBoundary>
  );
  return (
    <div className={styles['explorer']}>
      <ViewerHeader simulation={simulation} eventCount={counts.all}>
        {simulation.status === 'finished' && !isFollowing && !isGone ? null : (
          <LiveStatus feed={feed} isGone={isGone} />
        )}
        <FailureCount facets={allFacets} criteria={criteria} onChange={changeCriteria} />
        <ExportMenu
          simulationId={simulation.id}
          criteria={criteria}
          total={counts.matching}
          isGone={isGone}
          facts={filterFacts(criteria).map(({ label }) => label)}
        />
        <CommandButtons onOpen={setOverlay} />
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
                navigate={navigate}
                axis={view.axis}
                span={view.span}
                selectedEventId={eventIdBeside}
                chain={chain}
                chainDirection={view.chainDirection}
                links={linksOfRun(view.links, simulation)}
                onCriteriaChange={changeCriteria}
                onSelectEvent={selectEvent}
              />
            </PaneBoundary>
          )
        }
        filters={layout.hasFilters ? filters : null}
        centre={
          <ExplorerCentre
            tab={tab}
            onTab={(next) => navigate({ tab: next })}
            note={note}
            onOpenFilters={() => setOverlay('filters')}
            simulation={simulation}
            criteria={criteria}
            facets={facets}
            trail={trail}
            isFollowing={isFollowing}
            filterChips={<FilterChips criteria={criteria} onChange={changeCriteria} />}
            noMatches={<NoMatches criteria={criteria} onChange={changeCriteria} />}
            selectedEventId={eventId}
            fields={view}
            onFieldsChange={navigate}
            onSelectEvent={acts.selectInPane}
            onAddCriteria={acts.addToCriteria}
            onOpenCausality={acts.openCausalityFromPane}
            onOpenEvents={acts.openEvents}
            onFollowingChange={setFollowing}
            rows={acts.rows}
          />
        }
        hasSelection={hasInspector(view)}
        isPicture={layout.isPicture}
        isText={tab === 'causality' && chain.length >= 2}
        inspector={
          <MarkedMatches texts={marked}>
            <InspectorPane
              simulationId={simulation.id}
              eventId={eventIdBeside}
              links={linksOfRun(view.links, simulation)}
              tab={tab}
              chain={chain}
              chainDirection={view.chainDirection}
              beside={view.beside}
              navigate={navigate}
              onSelectEvent={selectEvent}
              onCriteriaChange={changeCriteria}
              onOpenCausality={acts.openCausality}
              columns={columns}
              say={say}
            />
          </MarkedMatches>
        }
      />
      <StatusBar simulation={simulation} counts={counts} matches={matches}>
        <TourOffer tour={tour} />
      </StatusBar>
      <ExplorerOverlay
        overlay={overlay}
        simulation={simulation}
        target={{ simulation, kinds, changeCriteria, selectEvent, visit }}
        filters={filters}
        onTour={tour.isThere ? tour.start : undefined}
        onClose={close}
      />
      <TourOverlay simulationId={simulation.id} tour={tour} acts={acts} />
      <ReaderOverlay
        simulation={simulation}
        eventId={eventId}
        address={view.read}
        find={view.readFind}
        navigate={navigate}
        onSelectEvent={selectEvent}
      />
      <GoneNote goneSince={goneSince} />
    </div>
  );
}
