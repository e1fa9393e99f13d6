'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { keyHint } from '@/components/commands/key-hint';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { FailedSign } from '@/components/event-type/failed-sign';
import { typeGlyph } from '@/components/event-type/type-glyph';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { LinkChoice } from '@/lib/causality/causal-link';
import { eventOutcome } from '@/lib/events/event-outcome';
import { FOLLOW_COMMAND } from './explanation-commands';
import { explanationQuery } from './explanation-query';
import { storyMarkdown } from './story-markdown';
import { storyQuestion } from './story-question';
import styles from './story.module.css';
import type { StoryStep } from './tell-story';
import { tellingPart } from './telling-part';
import { turnsText } from './turns-text';
import { useExtreme } from './use-extreme';
import { useFollow } from './use-follow';
import type { ShowChain, ToldChain } from './use-told-chain';

export interface StoryProps {
  readonly simulationId: string;
  readonly told: ToldChain;
  readonly selectedId: string | null;
  readonly links: LinkChoice;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
  readonly onShowChain: ShowChain;
}

/** The chain between a deed and an event as a list that can be read aloud, copied, shared, and followed. */
export function Story(props: StoryProps) {
  const { simulationId, told, selectedId, onSelectEvent } = props;
  const { explanation, steps } = told;
  const { event_id, direction, events } = explanation;
  const event = events.find((each) => each.event_id === event_id);
  const extreme = useExtreme(simulationId, event);
  const question = event === undefined ? '' : storyQuestion(event, direction, extreme);
  const list = useRef<HTMLOListElement>(null);

  // The browser's scroll position: the selected step is in view. At first the story begins, and its end is what it is about.
  useEffect(() => {
    if (selectedId === event_id) return;
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [selectedId, event_id]);

  return (
    <section className={styles['story']} aria-label="Story">
      <header className={styles['top']}>
        <h2 className={styles['question']}>{question}</h2>
        <div className={styles['facts']}>
          <p>{extentText(steps)}</p>
          <div className={styles['copy']} role="group" aria-label="Copy the story">
            <span aria-hidden="true">Copy</span>
            <CopyButton
              label="Markdown"
              text={() => storyMarkdown(question, steps, location.href)}
            />
            <CopyButton label="link" text={() => location.href} />
          </div>
        </div>
      </header>
      <ol ref={list} className={styles['steps']}>
        {steps.map((step, at) => (
          <Step
            key={step.event.event_id}
            step={step}
            number={at + 1}
            isLast={at === steps.length - 1}
            isSelected={selectedId !== null && step.eventIds.includes(selectedId)}
            onClick={() => onSelectEvent(step.event.event_id, 'click')}
          />
        ))}
      </ol>
      <Foot {...props} />
    </section>
  );
}

/** For example `9 steps, turn 10 to 22`. */
function extentText(steps: readonly StoryStep[]): string {
  const [first, last] = [steps[0]?.firstTurn ?? 0, steps.at(-1)?.lastTurn ?? 0];
  const turns =
    first === last
      ? `turn ${formatCount(first)}`
      : `turn ${formatCount(first)} to ${formatCount(last)}`;
  return `${countOf(steps.length, 'step')}, ${turns}`;
}

function Step({
  step,
  number,
  isLast,
  isSelected,
  onClick,
}: {
  readonly step: StoryStep;
  readonly number: number;
  readonly isLast: boolean;
  readonly isSelected: boolean;
  readonly onClick: () => void;
}) {
  const { event, text, agent, link, reasons, fork, eventIds } = step;
  const { before, telling, after } = tellingPart(text, reasons.length > 0 || isLast);
  return (
    <li>
      <button
        type="button"
        className={styles['step']}
        aria-current={isSelected ? 'step' : undefined}
        onClick={onClick}
      >
        <span className={styles['number']} aria-hidden="true">
          {number}
        </span>
        <span className={styles['glyph']}>
          {eventOutcome(event) === 'failed' ? (
            <FailedSign label="failed" />
          ) : (
            <EventTypeGlyph eventType={event.event_type} />
          )}
        </span>
        <span className={styles['text']}>
          <span className="visually-hidden">
            {typeGlyph(event.event_type).name}
            {agent === '' ? '' : `, ${agent}`}:{' '}
          </span>
          {before}
          {telling === '' ? null : <b>{telling}</b>}
          {after}
          {eventIds.length === 1 ? null : (
            <span className="visually-hidden"> ({formatCount(eventIds.length)} events)</span>
          )}{' '}
          {link === undefined ? null : <span className={styles['link']}>{link} </span>}
          {reasons.length === 0 ? null : (
            <span className={styles['why']}>{reasons.join('; ')} </span>
          )}
          {fork === undefined ? null : <span className={styles['why']}>{fork} </span>}
        </span>
        <span className={styles['turn']}>
          <span className="visually-hidden">{turnsText(step)}</span>
          <span aria-hidden="true">
            {step.firstTurn === step.lastTurn
              ? formatCount(step.firstTurn)
              : `${formatCount(step.firstTurn)}–${formatCount(step.lastTurn)}`}
          </span>
        </span>
      </button>
    </li>
  );
}

/** The ways on from the selected step. */
function Foot({ simulationId, told, selectedId, links, onSelectEvent, onShowChain }: StoryProps) {
  const { explanation, steps } = told;
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const eventId = selectedId ?? explanation.event_id;
  const follow = useFollow({ simulationId, eventId, links, steps, onSelectEvent });

  function turn() {
    const other = explanation.direction === 'upstream' ? 'downstream' : 'upstream';
    client
      .query(explanationQuery(simulationId, explanation.event_id, other, links))
      .then(({ causes, effects }) => {
        const [best] = [...causes, ...effects];
        if (best === undefined || best.path.length < 2) setNote('Nothing unusual was found.');
        else onShowChain(best.path, other);
      })
      .catch((error: unknown) => setNote(error instanceof Error ? error.message : String(error)));
  }

  return (
    <footer className={styles['foot']}>
      <Button {...keyHint(FOLLOW_COMMAND.downstream)} onClick={() => follow('downstream')}>
        <kbd aria-hidden="true">,</kbd> Back
      </Button>
      <Button
        variant="primary"
        {...keyHint(FOLLOW_COMMAND.upstream)}
        onClick={() => follow('upstream')}
      >
        Follow the likely cause <kbd aria-hidden="true">.</kbd>
      </Button>
      <button type="button" className={styles['turned']} onClick={turn}>
        {explanation.direction === 'upstream' ? 'What came of it' : 'Why it happened'}
      </button>
      <p role="status" className={styles['note']}>
        {note}
      </p>
    </footer>
  );
}
