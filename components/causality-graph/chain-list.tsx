import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeBadge, EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { classNames } from '@/components/ui/class-names';
import { countOf } from '@/components/ui/format-count';
import type { CausalityChain } from '@/lib/api/client';
import type { StoredEvent } from '@/lib/events/read-event';
import { agentText } from './agent-text';
import styles from './chain-list.module.css';

const MAX_NEIGHBOURS_NAMED = 3;

interface ChainListProps {
  readonly chain: CausalityChain;
  readonly selectedId: string;
  readonly onSelectEvent: (eventId: string) => void;
}

/** What the graph shows, to read from top to bottom: the event, its causes, its effects, nearest first. */
export function ChainList({ chain, selectedId, onSelectEvent }: ChainListProps) {
  const events = new Map(
    [chain.event, ...chain.upstream, ...chain.downstream].map((event) => [event.event_id, event]),
  );
  const effectsOf = (id: string) =>
    chain.links.flatMap(({ cause, effect }) => (cause === id ? (events.get(effect) ?? []) : []));
  const causesOf = (id: string) =>
    chain.links.flatMap(({ cause, effect }) => (effect === id ? (events.get(cause) ?? []) : []));
  const row = (event: StoredEvent, role: string, neighbours: readonly StoredEvent[]) => (
    <li key={event.event_id}>
      <EventRow
        event={event}
        isSelected={event.event_id === selectedId}
        relation={neighbours.length === 0 ? undefined : { role, neighbours }}
        onSelect={() => onSelectEvent(event.event_id)}
      />
    </li>
  );
  return (
    <div className={styles['list']}>
      <Section title="Selected">{row(chain.event, '', [])}</Section>
      <Section title={`Causes ${chain.upstream.length}`} none="No causes in the files.">
        {chain.upstream.map((event) => row(event, 'led to', effectsOf(event.event_id)))}
      </Section>
      {chain.missing_causes.length === 0 ? null : (
        <Section title={`Causes not in the files ${chain.missing_causes.length}`}>
          {chain.missing_causes.map((id) => (
            <li key={id} className={styles['missing']}>
              <code>{id}</code>
              <Relation role="named as a cause of" neighbours={effectsOf(id)} />
            </li>
          ))}
        </Section>
      )}
      <Section title={`Effects ${chain.downstream.length}`} none="No effects in the files.">
        {chain.downstream.map((event) => row(event, 'caused by', causesOf(event.event_id)))}
      </Section>
    </div>
  );
}

function Section({
  title,
  none,
  children,
}: {
  readonly title: string;
  readonly none?: string;
  readonly children: React.ReactNode;
}) {
  const isEmpty = Array.isArray(children) && children.length === 0;
  return (
    <section>
      <h3 className={styles['title']}>{title}</h3>
      {isEmpty ? <p className={styles['none']}>{none}</p> : <ul>{children}</ul>}
    </section>
  );
}

interface RelationProps {
  readonly role: string;
  readonly neighbours: readonly StoredEvent[];
}

function EventRow({
  event,
  isSelected,
  relation,
  onSelect,
}: {
  readonly event: StoredEvent;
  readonly isSelected: boolean;
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
      <span className={styles['turn']}>turn {event.turn_number}</span>
      <span className={styles['agent']}>{agentText(event)}</span>
      <span className={styles['text']}>{describeEvent(event)}</span>
      {relation === undefined ? null : <Relation {...relation} />}
    </button>
  );
}

function Relation({ role, neighbours }: RelationProps) {
  const named = neighbours.slice(0, MAX_NEIGHBOURS_NAMED);
  const more = neighbours.length - named.length;
  return (
    <span className={styles['relation']}>
      {role}{' '}
      {named.map((event, i) => (
        <span key={event.event_id}>
          {i === 0 ? '' : ', '}
          <EventTypeGlyph eventType={event.event_type} /> {describeEvent(event)}
        </span>
      ))}
      {more > 0 ? ` and ${countOf(more, 'more', 'more')}` : ''}
    </span>
  );
}
