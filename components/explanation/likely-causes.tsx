'use client';

import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { keyHint } from '@/components/commands/key-hint';
import { useCommands } from '@/components/commands/page-commands';
import { toServerData } from '@/components/server-data';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { countOf, formatCount } from '@/components/ui/format-count';
import { Segmented } from '@/components/ui/segmented';
import { Skeleton } from '@/components/ui/skeleton';
import { useIsSettled } from '@/components/ui/use-is-settled';
import type { EventExplanation } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { ExplanationDirection } from '@/lib/causality/explain/explanation-bounds';
import { DeedRow } from './deed-row';
import { eventInShort } from './event-in-short';
import {
  EXPLANATION_COMMANDS,
  FOLLOW_COMMAND,
  type ExplanationTarget,
} from './explanation-commands';
import { explanationQuery } from './explanation-query';
import { followStep } from './follow-step';
import { HowRanked } from './how-ranked';
import styles from './likely-causes.module.css';
import { useFollow } from './use-follow';
import type { ShowChain, ToldChain } from './use-told-chain';

/** The lines shown at first. */
const SHOWN_AT_FIRST = 3;

const DIRECTION_NAMES: Readonly<Record<ExplanationDirection, string>> = {
  upstream: 'Likely causes',
  downstream: 'What came of it',
};
const DIRECTIONS: readonly ExplanationDirection[] = ['upstream', 'downstream'];

/** What likely caused an event, or what came of it: each line opens its story. */
export function LikelyCauses({
  simulationId,
  eventId,
  selectedId = eventId,
  links,
  told = null,
  firstDirection = 'upstream',
  isTable = false,
  onShowChain,
  onSelectEvent,
}: {
  readonly simulationId: string;
  /** The event that is explained. */
  readonly eventId: string;
  /** The event from which keys follow causes. Default the explained one. */
  readonly selectedId?: string;
  readonly links: LinkChoice;
  /** The chain that the page shows. */
  readonly told?: ToldChain | null | undefined;
  /** Whether causes or effects are listed first. Default causes. */
  readonly firstDirection?: ExplanationDirection;
  /** Whether the lines are a table of fixed height above something else. Default false. */
  readonly isTable?: boolean;
  /** Shows the chain of a cause or an effect, and its story. */
  readonly onShowChain: ShowChain;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
}) {
  const [chosen, setChosen] = useState<ExplanationDirection>();
  const direction = chosen ?? firstDirection;
  const isSettled = useIsSettled(eventId);
  const query = useQuery({
    ...explanationQuery(simulationId, eventId, direction, links),
    enabled: isSettled,
  });
  const answer = toServerData(query);
  const steps = told?.steps;
  const follow = useFollow({ simulationId, eventId: selectedId, links, steps, onSelectEvent });
  useCommands<ExplanationTarget>(EXPLANATION_COMMANDS, {
    follow(way) {
      if (steps === undefined) setChosen(way);
      follow(way);
    },
  });

  return (
    <section
      className={classNames(
        styles['causes'],
        isTable && styles['table'],
        told !== null && styles['told'],
      )}
      aria-label={DIRECTION_NAMES[direction]}
    >
      <div className={styles['top']}>
        <Segmented
          label="Causes or effects"
          values={DIRECTIONS}
          chosen={direction}
          onChoose={setChosen}
        >
          {(other) => DIRECTION_NAMES[other]}
        </Segmented>
        {isTable ? (
          <Subject explanation={answer.state === 'ready' ? answer.data : undefined} />
        ) : null}
      </div>
      {answer.state === 'ready' ? (
        <Found
          explanation={answer.data}
          shownPath={told?.deed.path}
          isTable={isTable}
          onShowChain={onShowChain}
          onSelectEvent={onSelectEvent}
        />
      ) : answer.state === 'failed' ? (
        <p className={styles['none']}>
          Could not be loaded: {answer.error.message}{' '}
          <Button onClick={answer.retry}>Try again</Button>
        </p>
      ) : (
        <div className={styles['loading']} aria-busy="true">
          <Skeleton width="80%" />
          <Skeleton width="60%" />
          <Skeleton width="70%" />
        </div>
      )}
    </section>
  );
}

/** The explained event, and how much was compared. */
function Subject({ explanation }: { readonly explanation: EventExplanation | undefined }) {
  const event = explanation?.events.find(({ event_id }) => event_id === explanation.event_id);
  return (
    <>
      <p className={styles['subject']}>
        {event === undefined ? null : (
          <>
            <span className={styles['of']}>of</span>
            <EventTypeGlyph eventType={event.event_type} />
            <b>{eventInShort(event)}</b>
            <span>turn {formatCount(event.turn_number)}</span>
          </>
        )}
      </p>
      <p className={styles['scope']}>{explanation === undefined ? '' : scopeText(explanation)}</p>
      <HowRanked />
      <span className={styles['column']}>score</span>
    </>
  );
}

/** For example `3 of 1,297 possible causes, within 40 turns`. */
function scopeText({
  direction,
  causes,
  effects,
  considered,
  truncated,
}: EventExplanation): string {
  const count = formatCount(Math.min(causes.length + effects.length, SHOWN_AT_FIRST));
  const all =
    direction === 'upstream'
      ? `${countOf(considered, 'possible cause')} upstream`
      : countOf(considered, 'effect');
  return `${count} of ${all}${truncated ? ', within 40 turns' : ''}`;
}

function Found({
  explanation,
  shownPath,
  isTable,
  onShowChain,
  onSelectEvent,
}: {
  readonly explanation: EventExplanation;
  readonly shownPath: readonly string[] | undefined;
  readonly isTable: boolean;
  readonly onShowChain: ShowChain;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
}) {
  const [showsAll, setShowsAll] = useState(false);
  const { direction } = explanation;
  const deeds = direction === 'upstream' ? explanation.causes : explanation.effects;
  const shown = showsAll ? deeds : deeds.slice(0, SHOWN_AT_FIRST);
  if (deeds.length === 0) {
    return (
      <p className={styles['none']}>
        {direction === 'upstream'
          ? 'No unusual cause was found along the links of this event.'
          : 'No unusual effect was found along the links of this event.'}
      </p>
    );
  }
  const more =
    deeds.length > shown.length ? (
      <Button onClick={() => setShowsAll(true)}>
        {formatCount(deeds.length - shown.length)} more
      </Button>
    ) : null;
  return (
    <>
      <ol className={styles['list']} tabIndex={isTable ? -1 : undefined}>
        {shown.map((deed, at) => (
          <li key={deed.event.event_id}>
            <DeedRow
              deed={deed}
              place={at + 1}
              isShown={deed.path === shownPath}
              onClick={() => onShowChain(deed.path, direction)}
            />
          </li>
        ))}
        {isTable && more !== null ? <li className={styles['more']}>{more}</li> : null}
      </ol>
      {isTable ? null : (
        <Onwards explanation={explanation} onSelectEvent={onSelectEvent}>
          {more}
        </Onwards>
      )}
    </>
  );
}

/** The next event on the way, and how much was compared. */
function Onwards({
  explanation,
  onSelectEvent,
  children,
}: {
  readonly explanation: EventExplanation;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
  readonly children: ReactNode;
}) {
  const { direction } = explanation;
  const next = followStep(explanation);
  return (
    <>
      <div className={styles['foot']}>
        {next === undefined ? null : (
          <Button
            {...keyHint(FOLLOW_COMMAND[direction])}
            onClick={() => onSelectEvent(next.event.event_id, 'click')}
          >
            {direction === 'upstream' ? 'Follow the likely cause' : 'Follow what came of it'}
          </Button>
        )}
        {children}
      </div>
      {next === undefined ? null : (
        <p className={styles['next']}>
          Next: turn {formatCount(next.event.turn_number)}, {describeEvent(next.event)}
          {next.reason === undefined ? null : <>. It leads to: {next.reason}</>}
        </p>
      )}
      <p className={styles['next']}>
        {scopeText(explanation)}. <HowRanked />
      </p>
    </>
  );
}
