import { WHY } from '@/components/causal-link/why';
import { memo, useMemo } from 'react';
import { toggledField } from '@/components/events-table/added-field';
import type { FieldColumnId } from '@/components/events-table/event-columns';
import { StoryPane } from '@/components/explanation/story-pane';
import type { ShowChain } from '@/components/explanation/use-told-chain';
import { Inspector } from '@/components/inspector/inspector';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { CriteriaChange } from '@/lib/filters/event-filter';
import { addCriteria } from '@/lib/filters/add-criteria';
import type { ViewTab } from './panes';
import type { ViewNavigation } from './use-view-state';
import type { ViewState } from './view-state';

interface InspectorPaneProps {
  readonly simulationId: string;
  readonly eventId: string | null;
  /** The links that explanations follow. */
  readonly links: LinkChoice;
  /** The tab beside it. */
  readonly tab: ViewTab;
  /** The shown chain of causes. The same list for the same ids. */
  readonly chain: readonly string[];
  readonly chainDirection: ViewState['chainDirection'];
  /** What the reader has chosen for the pane beside the graph. */
  readonly beside: ViewState['beside'];
  readonly navigate: ViewNavigation['navigate'];
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
  readonly onCriteriaChange: (change: CriteriaChange) => void;
  readonly onOpenCausality: (eventId: string) => void;
  /** The fields that have a column in the events table. The same list for the same fields. */
  readonly columns: readonly FieldColumnId[];
  /** Shows a message. */
  readonly say: (note: string) => void;
}

/** The inspector of the explorer, beside the graph with the story of its chain. It renders again for another event, or beside another tab. */
export const InspectorPane = memo(function InspectorPane({
  simulationId,
  eventId,
  links,
  tab,
  chain,
  chainDirection,
  beside,
  navigate,
  onSelectEvent,
  onCriteriaChange,
  onOpenCausality,
  columns,
  say,
}: InspectorPaneProps) {
  const fieldColumns = useMemo(
    () => ({
      shown: columns,
      toggle(path: string) {
        const changed = toggledField(columns, path);
        if (typeof changed === 'string') say(changed);
        else navigate({ tab: 'events', columns: changed });
      },
    }),
    [columns, navigate, say],
  );
  const isBesideGraph = tab === 'causality';
  const showChain: ShowChain = (ids, direction) =>
    navigate({ tab: 'causality', chain: ids, chainDirection: direction, beside: null });
  const inspector = (
    <Inspector
      columns={fieldColumns}
      simulationId={simulationId}
      eventId={eventId}
      onSelectEvent={onSelectEvent}
      onAddCriteria={(added) => onCriteriaChange((now) => addCriteria(now, added))}
      action={
        isBesideGraph
          ? { label: 'Show in events', act: () => navigate({ tab: 'events' }) }
          : { label: WHY, act: onOpenCausality }
      }
      onShowState={(turn) => navigate({ tab: 'state', turn })}
      {...(isBesideGraph
        ? {}
        : {
            causes: { links, onShowChain: showChain },
            onClose: () => navigate({ eventId: null }),
          })}
      onRead={(read) => navigate({ read })}
    />
  );
  if (!isBesideGraph) return inspector;
  return (
    <StoryPane
      simulationId={simulationId}
      chain={chain}
      direction={chainDirection}
      links={links}
      selectedId={eventId}
      side={beside === 'none' ? null : beside}
      onSideChange={(side) => navigate({ beside: side }, 'replace')}
      onShowChain={showChain}
      onSelectEvent={onSelectEvent}
      onClose={() => navigate({ beside: 'none' }, 'replace')}
    >
      {inspector}
    </StoryPane>
  );
});
