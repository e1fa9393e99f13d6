'use client';

import { keyHint } from '@/components/commands/key-hint';
import { formatCount } from '@/components/ui/format-count';
import type { StoredEvent } from '@/lib/events/read-event';
import {
  STEP_WAYS,
  stepCriteria,
  type StepSide,
  type StepWay,
} from '@/components/event-record/event-steps';
import styles from './step-bar.module.css';
import { STEP_COMMAND } from './step-commands';
import { useEventSteps, useStep } from './use-event-steps';

/** Steps to the previous and the next event of the same agent, and of the same kind, in the whole run. */
export function StepBar({
  simulationId,
  event,
  onSelectEvent,
}: {
  readonly simulationId: string;
  readonly event: StoredEvent;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
}) {
  const step = useStep(simulationId, event, onSelectEvent);
  return (
    <div className={styles['bar']}>
      {STEP_WAYS.map((way) => (
        <Stepper
          key={way}
          simulationId={simulationId}
          event={event}
          way={way}
          onStep={(side) => step(way, side, 'click')}
        />
      ))}
    </div>
  );
}

function Stepper({
  simulationId,
  event,
  way,
  onStep,
}: {
  readonly simulationId: string;
  readonly event: StoredEvent;
  readonly way: StepWay;
  readonly onStep: (side: StepSide) => void;
}) {
  const steps = useEventSteps(simulationId, event, way);
  const { label } = stepCriteria(event, way);
  const button = (side: StepSide) => {
    const isEnd = steps !== undefined && steps[side] === null;
    return (
      <button
        type="button"
        className={styles['step']}
        aria-label={`${side === 'previous' ? 'Previous' : 'Next'} of the same ${way}`}
        aria-disabled={isEnd}
        {...keyHint(
          STEP_COMMAND[way][side],
          `${side === 'previous' ? 'Previous' : 'Next'} of ${label}`,
        )}
        onClick={() => {
          if (!isEnd) onStep(side);
        }}
      >
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path
            d={side === 'previous' ? 'M6.5 1.5 3 5l3.5 3.5' : 'M3.5 1.5 7 5 3.5 8.5'}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
          />
        </svg>
      </button>
    );
  };
  return (
    <div role="group" aria-label={`Same ${way}: ${label}`} className={styles['stepper']}>
      {button('previous')}
      <span className={styles['place']}>
        <span className={styles['label']}>{label}</span>
        <span className={styles['count']}>
          {steps === undefined
            ? '…'
            : `${formatCount(steps.offset + 1)} of ${formatCount(steps.total)}`}
        </span>
      </span>
      {button('next')}
    </div>
  );
}
