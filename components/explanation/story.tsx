'use client';

import { useMemo } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { formatCount } from '@/components/ui/format-count';
import { storyMarkdown } from './story-markdown';
import styles from './story.module.css';
import { tellStory, type StoryStep } from './tell-story';
import { turnsText } from './turns-text';
import type { ToldChain } from './use-told-chain';

/** The chain between a deed and an event as a list that can be read aloud, copied and shared. */
export function Story({
  told: { explanation, deed },
  selectedId,
  onSelectEvent,
}: {
  readonly told: ToldChain;
  readonly selectedId: string | null;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const steps = useMemo(() => tellStory(explanation, deed), [explanation, deed]);
  const { event_id, direction, events } = explanation;
  const event = events.find((each) => each.event_id === event_id);
  const markdown = (): string =>
    event === undefined
      ? ''
      : storyMarkdown(direction === 'upstream' ? 'why' : 'effect', event, steps, location.href);
  return (
    <section className={styles['story']} aria-label="Story">
      <div className={styles['top']}>
        <h3 className={styles['heading']}>
          {direction === 'upstream' ? 'How it came about' : 'What came of it'}
        </h3>
        <div className={styles['copy']} role="group" aria-label="Copy the story">
          <span aria-hidden="true">Copy</span>
          <CopyButton label="Markdown" text={markdown} />
          <CopyButton label="link" text={() => location.href} />
        </div>
      </div>
      <ol className={styles['steps']}>
        {steps.map((step) => (
          <Step
            key={step.event.event_id}
            step={step}
            isSelected={selectedId !== null && step.eventIds.includes(selectedId)}
            onClick={() => onSelectEvent(step.event.event_id)}
          />
        ))}
      </ol>
    </section>
  );
}

function Step({
  step,
  isSelected,
  onClick,
}: {
  readonly step: StoryStep;
  readonly isSelected: boolean;
  readonly onClick: () => void;
}) {
  const { text, agent, link, reasons, eventIds } = step;
  return (
    <li>
      <button
        type="button"
        className={styles['step']}
        aria-current={isSelected ? 'true' : undefined}
        onClick={onClick}
      >
        <span className={styles['when']}>
          {turnsText(step)}
          {agent === '' ? '' : ` · ${agent}`}
          {link === undefined ? '' : ` (${link})`}
        </span>
        <span>{text}</span>
        {reasons.length === 0 ? null : (
          <span className={styles['why']}>Unusual: {reasons.join('; ')}</span>
        )}
        {eventIds.length === 1 ? null : (
          <span className="visually-hidden"> ({formatCount(eventIds.length)} events)</span>
        )}
      </button>
    </li>
  );
}
