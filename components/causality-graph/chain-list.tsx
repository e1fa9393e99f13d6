import { useRef, type ReactNode } from 'react';
import { linkText, missingText } from '@/components/causal-link/link-text';
import { shownId } from '@/components/ui/shown-id';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeBadge, EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { typeGlyph } from '@/components/event-type/type-glyph';
import { classNames } from '@/components/ui/class-names';
import { countOf, formatCount } from '@/components/ui/format-count';
import { PageButtons } from '@/components/ui/page-buttons';
import { usePages } from '@/components/ui/use-pages';
import { useStartAtTop } from '@/components/ui/use-start-at-top';
import type { ExplanationLink } from '@/lib/causality/explain/explanation-link';
import type { StoredEvent } from '@/lib/events/read-event';
import { agentText } from './graph/agent-text';
import { sidesOf } from './graph/analyse-graph';
import type { CausalGraph, GraphNode } from './graph/causal-graph';
import styles from './chain-list.module.css';

const MAX_NEIGHBOURS_NAMED = 3;

interface ChainListProps {
  readonly graph: Omit<CausalGraph, 'links'> & { readonly links: readonly ExplanationLink[] };
  readonly selectedId: string;
  /** By event: the number of events in the chain to which it led. */
  readonly influence: Readonly<Record<string, number>>;
  readonly onSelectEvent: (eventId: string) => void;
}

/** The whole graph as a list: the event, its causes, its effects, nearest first. */
export function ChainList({ graph, selectedId, influence, onSelectEvent }: ChainListProps) {
  const { nodes, links } = graph;
  const list = useRef<HTMLDivElement>(null);
  useStartAtTop(list, graph.selectedId);
  const { causes, effects } = sidesOf(graph);
  const eventsOf = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const node = nodes.get(id);
      return node?.kind === 'event' ? node.event : [];
    });
  const missing = [...nodes.values()].filter((node) => node.kind === 'missing');
  const placed = new Set([graph.selectedId, ...causes, ...effects]);
  const others = eventsOf([...nodes.keys()].filter((id) => !placed.has(id)));
  const effectLinks = (id: string) => neighboursBy(nodes, links, 'cause', 'effect', id);
  const causeLinks = (id: string) => neighboursBy(nodes, links, 'effect', 'cause', id);
  const row = (event: StoredEvent, role: string, neighbours: readonly Neighbour[]) => (
    <li key={event.event_id}>
      <EventRow
        event={event}
        isSelected={event.event_id === selectedId}
        ledTo={influence[event.event_id] ?? 0}
        relation={neighbours.length === 0 ? undefined : { role, neighbours }}
        onSelect={() => onSelectEvent(event.event_id)}
      />
    </li>
  );
  const causeRows = eventsOf(causes);
  const effectRows = eventsOf(effects);
  return (
    <div ref={list} className={styles['list']}>
      <Section title="Selected" items={eventsOf([graph.selectedId])}>
        {(event) => row(event, '', [])}
      </Section>
      <Section key={`causes of ${graph.selectedId}`} title="Causes" items={causeRows} isCounted>
        {(event) => row(event, 'led to', effectLinks(event.event_id))}
      </Section>
      {missing.length === 0 ? null : (
        <Section title="Causes not in the files" items={missing} isCounted>
          {({ id, reason }) => (
            <li key={id} className={styles['missing']}>
              <code>{shownId(id)}</code>
              <span className={styles['relation']}>{missingText(reason)}</span>
              <Relation role="named as a cause of" neighbours={effectLinks(id)} />
            </li>
          )}
        </Section>
      )}
      <Section key={`effects of ${graph.selectedId}`} title="Effects" items={effectRows} isCounted>
        {(event) => row(event, 'caused by', causeLinks(event.event_id))}
      </Section>
      {others.length === 0 ? null : (
        <Section title="Beside them" items={others} isCounted>
          {(event) => row(event, 'caused by', causeLinks(event.event_id))}
        </Section>
      )}
    </div>
  );
}

interface Neighbour {
  readonly event: StoredEvent;
  readonly link: ExplanationLink;
}

function neighboursBy(
  nodes: ReadonlyMap<string, GraphNode>,
  links: readonly ExplanationLink[],
  end: 'cause' | 'effect',
  otherEnd: 'cause' | 'effect',
  id: string,
): readonly Neighbour[] {
  return links.flatMap((link) => {
    const other = link[end] === id ? nodes.get(link[otherEnd]) : undefined;
    return other?.kind === 'event' ? { event: other.event, link } : [];
  });
}

const SHOWN_AT_FIRST = 50;
const PAGE_SIZE = 100;

/** Items under a heading: the first few, then page by page. */
function Section<Item>({
  title,
  items,
  isCounted = false,
  children,
}: {
  readonly title: string;
  readonly items: readonly Item[];
  readonly isCounted?: boolean;
  /** Renders an item. */
  readonly children: (item: Item) => ReactNode;
}) {
  const pages = usePages(items.length, { first: SHOWN_AT_FIRST, page: PAGE_SIZE });
  return (
    <section>
      <h3 className={styles['title']}>
        {title}
        {isCounted ? ` ${formatCount(items.length)}` : ''}
      </h3>
      {items.length === 0 ? (
        <p className={styles['none']}>No {title.toLowerCase()} in the files.</p>
      ) : (
        <ol start={pages.from + 1}>{items.slice(pages.from, pages.to).map(children)}</ol>
      )}
      <PageButtons pages={pages} noun="event" />
    </section>
  );
}

interface RelationProps {
  readonly role: string;
  readonly neighbours: readonly Neighbour[];
}

function EventRow({
  event,
  isSelected,
  ledTo,
  relation,
  onSelect,
}: {
  readonly event: StoredEvent;
  readonly isSelected: boolean;
  readonly ledTo: number;
  readonly relation: RelationProps | undefined;
  readonly onSelect: () => void;
}) {
  return (
    <button
      type="button"
      className={classNames(styles['row'], isSelected && styles['selected'])}
      aria-current={isSelected ? 'true' : undefined}
      onClick={onSelect}
    >
      <EventTypeBadge eventType={event.event_type} />
      <span className={styles['turn']}>turn {formatCount(event.turn_number)}</span>
      <span className={styles['agent']}>{agentText(event)}</span>
      <span className={styles['text']}>
        {describeEvent(event)}
        {ledTo === 0 ? null : (
          <span className={styles['influence']}> · led to {countOf(ledTo, 'event')}</span>
        )}
      </span>
      {relation === undefined ? null : <Relation {...relation} />}
    </button>
  );
}

/** For example `caused by ▶ withhold grain (inferred: decision before action), ◇ …`. */
function Relation({ role, neighbours }: RelationProps) {
  const named = neighbours.slice(0, MAX_NEIGHBOURS_NAMED);
  const more = neighbours.length - named.length;
  return (
    <span className={styles['relation']}>
      {role}{' '}
      {named.map(({ event, link }, i) => (
        <span key={event.event_id}>
          {i === 0 ? '' : ', '}
          <EventTypeGlyph eventType={event.event_type} />
          <span className="visually-hidden">{typeGlyph(event.event_type).name}</span>{' '}
          {describeEvent(event)}{' '}
          <span className={styles[link.origin]}>({linkText(link).label})</span>
        </span>
      ))}
      {more > 0 ? ` and ${countOf(more, 'more', 'more')}` : ''}
    </span>
  );
}
