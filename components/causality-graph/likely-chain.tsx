import { useMemo, useRef, useState } from 'react';
import type { ToldChain } from '@/components/explanation/use-told-chain';
import { formatCount } from '@/components/ui/format-count';
import type { CausalityChain } from '@/lib/api/client';
import styles from './causality-pane.module.css';
import { roomOn } from './drawing/frame-graph';
import { GraphView } from './drawing/graph-view';
import { useClientSize } from './drawing/use-client-size';
import { chainCards, type ChainCards } from './graph/chain-cards';
import { surfaceIn } from './graph-panel';
import { chainColumns } from './layout/chain-columns';
import { layoutChain } from './layout/layout-chain';
import type { LaidOutGraph } from './layout/use-graph-layout';

const NO_IDS: ReadonlySet<string> = new Set();
const NO_PLACES: LaidOutGraph['cameFrom'] = new Map();

/** The chain of a likely cause as a graph: its steps in columns by turns, beside the other causes of the explained event. */
export function LikelyChain({
  simulationId,
  told,
  near,
  selectedId,
  onSelectEvent,
  onDismiss,
}: {
  readonly simulationId: string;
  readonly told: ToldChain;
  /** The direct causes and effects of the explained event; `undefined` when they could not be loaded. */
  readonly near: CausalityChain | undefined;
  readonly selectedId: string | null;
  readonly onSelectEvent: (eventId: string) => void;
  readonly onDismiss: () => void;
}) {
  const panel = useRef<HTMLDivElement>(null);
  const size = useClientSize(panel);
  const [isOpen, setOpen] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const isSelected = selectedId === null || selectedId === told.explanation.event_id;
  const { rows, columns } = roomOn(surfaceIn(size ?? { width: 0, height: 0 }));
  const laidOut = useMemo(() => {
    const cards = chainCards(told, near, isOpen);
    const look = { isOverview: isWhole, isSelected };
    return { cards, ...layOut(told, cards, { rows, columns }, look) };
  }, [told, near, isOpen, isWhole, isSelected, rows, columns]);

  const eventOf = (id: string) => {
    const node = laidOut.graph.nodes.get(id);
    if (node?.kind === 'event') return node.id;
    // A run of changes stands for its last one, as in the story.
    return told.steps.find((_, at) => laidOut.cards.steps[at] === id)?.event.event_id;
  };

  function select(id: string) {
    const eventId = eventOf(id);
    if (eventId === undefined) setOpen(true);
    else onSelectEvent(eventId);
  }

  return (
    <div ref={panel} className={styles['panel']}>
      {size === undefined ? null : (
        <GraphView
          simulationId={simulationId}
          cutText={undefined}
          laidOut={laidOut}
          selectedId={laidOut.graph.shownAs.get(selectedId ?? '') ?? laidOut.graph.selectedId}
          highlight={laidOut.cards.highlight}
          isDimmed={isNever}
          expanded={NO_IDS}
          canExpand={false}
          onSelect={select}
          onApproach={ignore}
          onExpand={select}
          onCollapse={() => setOpen(false)}
          onSelectAgain={select}
          onDismiss={onDismiss}
          onOverviewChange={setWhole}
        />
      )}
    </div>
  );
}

function layOut(
  { explanation: { direction }, steps }: ToldChain,
  { graph, steps: ids, beside, below, directCount }: ChainCards,
  room: { readonly rows: number; readonly columns: number },
  { isOverview, isSelected }: { readonly isOverview: boolean; readonly isSelected: boolean },
): LaidOutGraph {
  const isUpstream = direction === 'upstream';
  const turned = ids.map((id, at) => ({
    id,
    firstTurn: steps[at]?.firstTurn ?? 0,
    lastTurn: steps[at]?.lastTurn ?? 0,
  }));
  const away = isUpstream ? turned.slice(0, -2) : turned.slice(2);
  const columns = chainColumns(away, {
    rows: Math.max(3, Math.floor((room.rows * 68) / 82)),
    most: room.columns - 2,
  });
  const nearId = isUpstream ? ids.at(-2) : ids[1];
  const layout = layoutChain({
    explainedId: graph.selectedId,
    isUpstream,
    columns,
    nearId,
    beside,
    below,
    links: graph.links,
  });
  const side = isUpstream ? -1 : 1;
  const noun = isUpstream ? 'direct causes' : 'direct effects';
  return {
    graph: {
      ...graph,
      isOverview,
      layers: new Map(layout.nodes.map(({ id, layer }) => [id, layer])),
    },
    layout,
    cameFrom: NO_PLACES,
    headings: new Map([
      [side, directCount === 0 ? noun : `${noun}: all ${formatCount(directCount)}`],
      [0, isSelected ? 'selected' : 'explained'],
    ]),
  };
}

function isNever(): boolean {
  return false;
}

function ignore(): void {
  // Nothing is loaded before a card is selected: the chain stays.
}
