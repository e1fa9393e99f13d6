'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { typeGlyph } from '@/components/event-type/type-glyph';
import { keyHint } from '@/components/commands/key-hint';
import { useCommands } from '@/components/commands/page-commands';
import { toServerData } from '@/components/server-data';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { formatCount } from '@/components/ui/format-count';
import { Segmented } from '@/components/ui/segmented';
import { shownName } from '@/components/ui/shown-text';
import { Skeleton } from '@/components/ui/skeleton';
import { useIsSettled } from '@/components/ui/use-is-settled';
import type { EventExplanation, ExplainedDeed } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { ExplanationDirection } from '@/lib/causality/explain/explanation-bounds';
import {
  EXPLANATION_COMMANDS,
  FOLLOW_COMMAND,
  type ExplanationTarget,
} from './explanation-commands';
import { explanationQuery } from './explanation-query';
import { followStep } from './follow-step';
import styles from './likely-causes.module.css';

/** The lines shown at first. */
const SHOWN_AT_FIRST = 3;
/** The story has the other reasons. */
const SHOWN_REASONS = 2;

const DIRECTION_NAMES: Readonly<Record<ExplanationDirection, string>> = {
  upstream: 'Likely causes',
  downstream: 'What came of it',
};
const DIRECTIONS: readonly ExplanationDirection[] = ['upstream', 'downstream'];

/** What likely caused the selected event, or what came of it: each line opens its story. */
export function LikelyCauses({
  simulationId,
  eventId,
  links,
  isStrip = false,
  onShowChain,
  onSelectEvent,
}: {
  readonly simulationId: string;
  readonly eventId: string;
  readonly links: LinkChoice;
  /** Whether the lines stand side by side above something that needs the height. Default false. */
  readonly isStrip?: boolean;
  /** Shows the chain of a cause or an effect, and its story. */
  readonly onShowChain: (eventIds: readonly string[]) => void;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
}) {
  const [direction, setDirection] = useState<ExplanationDirection>('upstream');
  const isSettled = useIsSettled(eventId);
  const query = useQuery({
    ...explanationQuery(simulationId, eventId, direction, links),
    enabled: isSettled,
  });
  const answer = toServerData(query);
  const client = useQueryClient();

  useCommands<ExplanationTarget>(EXPLANATION_COMMANDS, {
    follow(way) {
      setDirection(way);
      client
        .query(explanationQuery(simulationId, eventId, way, links))
        .then((explanation) => {
          const next = followStep(explanation);
          if (next !== undefined) onSelectEvent(next.event.event_id, 'keyboard');
        })
        .catch(() => {
          // The list reports that the server does not answer.
        });
    },
  });

  return (
    <section
      className={classNames(styles['causes'], isStrip && styles['strip'])}
      aria-label={DIRECTION_NAMES[direction]}
    >
      <div className={styles['top']}>
        <Segmented
          label="Causes or effects"
          values={DIRECTIONS}
          chosen={direction}
          onChoose={setDirection}
        >
          {(other) => DIRECTION_NAMES[other]}
        </Segmented>
      </div>
      {answer.state === 'ready' ? (
        <Found explanation={answer.data} onShowChain={onShowChain} onSelectEvent={onSelectEvent} />
      ) : answer.state === 'failed' ? (
        <p className={styles['none']}>
          Could not be loaded: {answer.error.message}{' '}
          <Button onClick={answer.retry}>Try again</Button>
        </p>
      ) : (
        <div aria-busy="true">
          <Skeleton width="80%" />
          <Skeleton width="60%" />
          <Skeleton width="70%" />
        </div>
      )}
    </section>
  );
}

function Found({
  explanation,
  onShowChain,
  onSelectEvent,
}: {
  readonly explanation: EventExplanation;
  readonly onShowChain: (eventIds: readonly string[]) => void;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
}) {
  const [showsAll, setShowsAll] = useState(false);
  const { direction, considered, truncated } = explanation;
  const deeds = direction === 'upstream' ? explanation.causes : explanation.effects;
  const shown = showsAll ? deeds : deeds.slice(0, SHOWN_AT_FIRST);
  const next = followStep(explanation);
  if (deeds.length === 0) {
    return (
      <p className={styles['none']}>
        {direction === 'upstream'
          ? 'No unusual cause was found along the links of this event.'
          : 'No unusual effect was found along the links of this event.'}
      </p>
    );
  }
  return (
    <>
      <ol className={styles['list']}>
        {shown.map((deed) => (
          <li key={deed.event.event_id}>
            <Deed deed={deed} onClick={() => onShowChain(deed.path)} />
          </li>
        ))}
      </ol>
      <div className={styles['foot']}>
        {next === undefined ? null : (
          <Button
            {...keyHint(FOLLOW_COMMAND[direction])}
            onClick={() => onSelectEvent(next.event.event_id, 'click')}
          >
            {direction === 'upstream' ? 'Follow the likely cause' : 'Follow what came of it'}
          </Button>
        )}
        {deeds.length > shown.length ? (
          <Button onClick={() => setShowsAll(true)}>
            {formatCount(deeds.length - shown.length)} more
          </Button>
        ) : null}
      </div>
      {next === undefined ? null : (
        <p className={styles['next']}>
          Next: turn {formatCount(next.event.turn_number)}, {describeEvent(next.event)}
          {next.reason === undefined ? null : <>. It leads to: {next.reason}</>}
        </p>
      )}
      <p className={styles['scope']}>
        {formatCount(considered)} {direction === 'upstream' ? 'possible causes' : 'effects'}{' '}
        compared
        {truncated ? ', within 40 turns' : ''}
      </p>
    </>
  );
}

/** One line: what, when, who, and why it stands out. */
function Deed({ deed, onClick }: { readonly deed: ExplainedDeed; readonly onClick: () => void }) {
  const { event, reasons } = deed;
  const { name } = typeGlyph(event.event_type);
  return (
    <button type="button" className={styles['deed']} title={describeEvent(event)} onClick={onClick}>
      <EventTypeGlyph eventType={event.event_type} />
      <span className={styles['what']}>
        <span className="visually-hidden">{name}: </span>
        {describeEvent(event)}
      </span>
      <span className={styles['when']}>
        turn {formatCount(event.turn_number)}
        {event.agent_id === null ? '' : ` · ${shownName(event.agent_id)}`}
      </span>
      <span className={styles['why']}>
        {reasons
          .slice(0, SHOWN_REASONS)
          .map(({ text }) => text)
          .join('; ')}
      </span>
    </button>
  );
}
