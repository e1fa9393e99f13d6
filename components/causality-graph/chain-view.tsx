import { useEffect, useRef } from 'react';
import { linkText } from '@/components/causal-link/link-text';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeBadge } from '@/components/event-type/event-type-badge';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { countOf, formatCount } from '@/components/ui/format-count';
import { shownId } from '@/components/ui/shown-id';
import type { StoredEvent } from '@/lib/events/read-event';
import styles from './chain-view.module.css';
import { agentText } from './graph/agent-text';
import { useChainSteps, type ChainStep } from './use-chain-steps';

/** More neighbours than this are only counted. */
const MOST_NEIGHBOURS = 50;

/**
 * A chain of events that no explanation tells, from the first cause to the last effect, in rows like text. Each event names its link from the event before
 * and has its other causes and effects.
 */
export function ChainView({
  simulationId,
  eventIds,
  selectedId,
  onSelectEvent,
  onClose,
}: {
  readonly simulationId: string;
  /** At least two. */
  readonly eventIds: readonly string[];
  readonly selectedId: string | null;
  readonly onSelectEvent: (eventId: string) => void;
  /** The graph of the selected event is wanted instead. */
  readonly onClose: () => void;
}) {
  const steps = useChainSteps(simulationId, eventIds);
  const list = useRef<HTMLOListElement>(null);

  const isLoaded = steps.every(({ state }) => state !== 'loading');

  // The browser's scroll position: a selected event of the chain is in view.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [selectedId, eventIds, isLoaded]);

  return (
    <section className={styles['pane']} aria-label="Chain of causes">
      <div className={styles['bar']}>
        <p role="status">{summaryText(steps)}</p>
        <Button onClick={onClose} disabled={selectedId === null}>
          Graph of the selected event
        </Button>
      </div>
      <ol ref={list} className={styles['chain']}>
        {steps.map((step, i) => (
          <li key={`${String(i)} ${step.id}`} className={styles['step']}>
            {i === 0 ? <span className={styles['link']} /> : <Link step={step} />}
            <StepCard
              step={step}
              place={i === 0 ? 'first' : i === steps.length - 1 ? 'last' : undefined}
              isSelected={step.id === selectedId}
              onSelectEvent={onSelectEvent}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** For example `21 events, 20 links: 18 declared, 2 inferred`. */
function summaryText(steps: readonly ChainStep[]): string {
  const [, ...later] = steps;
  const countBy = (is: (step: ChainStep) => boolean) => later.filter(is).length;
  const declared = countBy(({ link }) => link?.origin === 'declared');
  const inferred = countBy(({ link }) => link?.origin === 'inferred');
  const events = countOf(steps.length, 'event');
  if (steps.some(({ state }) => state === 'loading')) return `Chain of ${events}`;
  const unknown = later.length - declared - inferred;
  const parts = [
    ...(declared === 0 ? [] : [`${formatCount(declared)} declared`]),
    ...(inferred === 0 ? [] : [`${formatCount(inferred)} inferred`]),
    ...(unknown === 0 ? [] : [`${formatCount(unknown)} not known`]),
  ];
  return `Chain of ${events}, ${countOf(later.length, 'link')}: ${parts.join(', ')}`;
}

function Link({ step: { link, state } }: { readonly step: ChainStep }) {
  if (link === undefined) {
    return <span className={styles['link']}>{state === 'loading' ? '' : 'no known link'}</span>;
  }
  const { label, reason } = linkText(link);
  return (
    <span className={styles['link']} title={`${label}. ${reason}`}>
      <svg width="40" height="10" aria-hidden="true">
        <path
          className={styles['line']}
          d="M0 5H32"
          strokeDasharray={link.origin === 'inferred' ? '5 3' : undefined}
        />
        <path className={styles['head']} d="M32 1.5 40 5 32 8.5Z" />
      </svg>
      <span className={styles['origin']}>
        {link.origin}
        <span className="visually-hidden"> link: {label}</span>
      </span>
    </span>
  );
}

function StepCard({
  step: { id, state, event, causes, effects, message },
  place,
  isSelected,
  onSelectEvent,
}: {
  readonly step: ChainStep;
  readonly place: 'first' | 'last' | undefined;
  readonly isSelected: boolean;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const mark =
    place === undefined ? null : (
      <span className={styles['mark']}>{place === 'first' ? 'cause' : 'effect'}</span>
    );
  if (event === undefined) {
    return (
      <div className={classNames(styles['card'], styles['missing'])}>
        {mark} <code>{shownId(id)}</code>
        <p>{state === 'loading' ? '…' : state === 'missing' ? 'not in the files' : message}</p>
      </div>
    );
  }
  return (
    <div className={classNames(styles['card'], place !== undefined && styles['end'])}>
      <button
        type="button"
        className={styles['event']}
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => onSelectEvent(id)}
      >
        <span className={styles['head']}>
          {mark}
          <EventTypeBadge eventType={event.event_type} />
          <span className={styles['agent']}>
            {agentText(event)} · {formatCount(event.turn_number)}
          </span>
        </span>
        <span className={styles['text']}>{describeEvent(event)}</span>
      </button>
      <Neighbours causes={causes} effects={effects} onSelectEvent={onSelectEvent} />
    </div>
  );
}

/** Events beside the chain, behind their numbers. */
function Neighbours({
  causes,
  effects,
  onSelectEvent,
}: {
  readonly causes: readonly StoredEvent[];
  readonly effects: readonly StoredEvent[];
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const sides = [
    { noun: 'other cause', events: causes },
    { noun: 'other effect', events: effects },
  ].filter(({ events }) => events.length > 0);
  if (sides.length === 0) return null;
  return (
    <details className={styles['neighbours']}>
      <summary>{sides.map(({ noun, events }) => countOf(events.length, noun)).join(', ')}</summary>
      {sides.map(({ noun, events }) => (
        <ul key={noun} aria-label={`${noun}s`}>
          {events.slice(0, MOST_NEIGHBOURS).map((event) => (
            <li key={event.event_id}>
              <button
                type="button"
                className={styles['neighbour']}
                onClick={() => onSelectEvent(event.event_id)}
              >
                <EventTypeBadge eventType={event.event_type} /> {describeEvent(event)}
              </button>
            </li>
          ))}
          {events.length > MOST_NEIGHBOURS ? (
            <li>and {formatCount(events.length - MOST_NEIGHBOURS)} more</li>
          ) : null}
        </ul>
      ))}
    </details>
  );
}
