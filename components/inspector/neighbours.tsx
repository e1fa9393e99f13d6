'use client';

import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { Skeleton } from '@/components/ui/skeleton';
import { EventList } from './event-list';
import { knownCauses, knownEffects, type KnownNeighbours } from './known-neighbours';
import { MissingCauses } from './missing-causes';
import styles from './neighbours.module.css';
import { Section } from './section';
import { useNeighbours } from './use-neighbours';

/** The direct causes and effects of an event. */
export function Neighbours({
  simulationId,
  eventId,
  onSelectEvent,
}: {
  readonly simulationId: string;
  readonly eventId: string;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const chain = useNeighbours(simulationId, eventId);
  switch (chain.state) {
    case 'loading':
    case 'indexing':
      return (
        <div aria-busy="true">
          {['Caused by', 'Led to'].map((heading) => (
            <Section key={heading} heading={heading}>
              <Skeleton width="60%" />
            </Section>
          ))}
        </div>
      );
    case 'failed':
      return (
        <Section heading="Caused by">
          <p className={styles['none']}>
            Could not be loaded: {chain.error.message}{' '}
            <Button onClick={chain.retry}>Try again</Button>
          </p>
        </Section>
      );
    case 'ready': {
      const { missing, truncated } = chain.data;
      const causes = knownCauses(chain.data);
      const effects = knownEffects(chain.data);
      return (
        <div key={eventId}>
          <Section
            heading="Caused by"
            label="Causes"
            aside={<Count count={causes.declared.length + missing.length} isMore={truncated} />}
          >
            {causes.declared.length + missing.length > 0 ? null : (
              <p className={styles['none']}>It names no cause.</p>
            )}
            <EventList events={causes.declared} onSelectEvent={onSelectEvent} />
            <MissingCauses causes={missing} />
            <Inferred neighbours={causes} onSelectEvent={onSelectEvent} />
          </Section>
          <Section
            heading="Led to"
            label="Effects"
            aside={<Count count={effects.declared.length} isMore={truncated} />}
          >
            {effects.declared.length > 0 ? null : (
              <p className={styles['none']}>No event names it as a cause.</p>
            )}
            <EventList events={effects.declared} onSelectEvent={onSelectEvent} />
            <Inferred neighbours={effects} onSelectEvent={onSelectEvent} />
          </Section>
        </div>
      );
    }
  }
}

/** Inferred neighbours, rule by rule, separate from declared neighbours. */
function Inferred({
  neighbours,
  onSelectEvent,
}: {
  readonly neighbours: KnownNeighbours;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  return neighbours.inferred.map(({ text, events }) => (
    <div key={text.label} className={styles['inferred']} role="group" aria-label={text.label}>
      <p className={styles['rule']}>
        <span>{text.label}</span>
        <Count count={events.length} isMore={false} />
      </p>
      <p className={styles['reason']}>{text.reason}</p>
      <EventList events={events} onSelectEvent={onSelectEvent} />
    </div>
  ));
}

function Count({ count, isMore }: { readonly count: number; readonly isMore: boolean }) {
  if (count === 0) return null;
  return (
    <span className={styles['count']}>
      {formatCount(count)}
      {isMore ? ' and more' : ''}
    </span>
  );
}
