'use client';

import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { runByFocusKey } from '@/components/commands/command';
import { keyHint } from '@/components/commands/key-hint';
import type { StepSide } from '@/components/event-record/event-steps';
import { nameAt, type FieldAddress } from '@/components/event-record/field-address';
import { fieldLabel } from '@/components/event-record/field-label';
import { useEventRecord } from '@/components/event-record/use-event-record';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { Modal } from '@/components/ui/modal';
import { shownName } from '@/components/ui/shown-text';
import { eventKind } from '@/lib/events/event-kind';
import { EventText } from './event-text';
import { readableFields } from './event-texts';
import { WHOLE_CONVERSATION } from './fields';
import { FindField } from './find-field';
import { NEXT_CALL, PREVIOUS_CALL, RAW_TEXT, READER_COMMANDS } from './reader-commands';
import styles from './reader.module.css';
import { returnFocus } from './return-focus';
import { useCallSteps } from './use-call-steps';
import { useFindInText } from './use-find-in-text';
import { WholeEvent } from './whole-event';

/** The long texts of an event over the whole page. Escape closes it; the focus goes back to the field. */
export function Reader({
  simulationId,
  eventId,
  address,
  onAddress,
  onSelectEvent,
  onClose,
}: {
  readonly simulationId: string;
  readonly eventId: string;
  readonly address: FieldAddress;
  readonly onAddress: (address: FieldAddress) => void;
  readonly onSelectEvent: (eventId: string) => void;
  readonly onClose: () => void;
}) {
  const titleId = useId();
  const body = useRef<HTMLDivElement>(null);
  const findField = useRef<HTMLInputElement>(null);
  const [isRaw, setRaw] = useState(false);
  const [wanted, setWanted] = useState('');
  const found = useFindInText(body, wanted);
  const answer = useEventRecord(simulationId, eventId);
  const record = answer.state === 'ready' ? answer.data : undefined;
  const event = record?.event.event_id === eventId ? record.event : undefined;
  const steps = useCallSteps(simulationId, event);
  const fields = useMemo(() => (record === undefined ? [] : readableFields(record.json)), [record]);
  useFocusOnField(address);

  const step = (side: StepSide) => {
    const next = steps?.[side] ?? null;
    if (next !== null) onSelectEvent(next);
  };
  const target = {
    step,
    find: () => findField.current?.select(),
    toggleRaw: () => setRaw(!isRaw),
  };
  const onKeyDown = (press: KeyboardEvent) => {
    if (press.target instanceof HTMLInputElement || press.target instanceof HTMLSelectElement)
      return;
    runByFocusKey(READER_COMMANDS, target, press);
  };
  const choices = [...new Set([WHOLE_CONVERSATION, ...fields, address])];
  return (
    <Modal className={styles['reader']} aria-labelledby={titleId} onClose={onClose}>
      <div className={styles['content']} onKeyDown={onKeyDown}>
        <header className={styles['head']}>
          <h2 id={titleId} className={styles['title']}>
            {record === undefined ? 'Reader' : titleOf(record.event)}
          </h2>
          <div className={styles['steps']} role="group" aria-label="Calls of the same agent">
            <StepButton side="previous" to={steps?.previous} onStep={step} />
            <span className={styles['place']}>
              {steps === undefined
                ? '…'
                : `${formatCount(steps.offset + 1)} of ${formatCount(steps.total)}`}
            </span>
            <StepButton side="next" to={steps?.next} onStep={step} />
          </div>
          <select
            className={styles['choice']}
            aria-label="Text"
            value={address}
            onChange={({ currentTarget }) => onAddress(currentTarget.value)}
          >
            {choices.map((each) => (
              <option key={each} value={each}>
                {each === WHOLE_CONVERSATION ? 'Conversation' : fieldLabel(nameAt(each))}
              </option>
            ))}
          </select>
          <Button
            aria-pressed={isRaw}
            {...keyHint(RAW_TEXT, 'Text as written')}
            onClick={target.toggleRaw}
          >
            As written
          </Button>
          <FindField
            field={findField}
            text={wanted}
            onText={setWanted}
            found={found}
            onLeave={() => {
              setWanted('');
              body.current?.focus();
            }}
          />
          <Button
            variant="quiet"
            className={styles['close'] ?? ''}
            onClick={onClose}
            aria-label="Close reader"
            title="Close reader (Esc)"
          >
            <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
              <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" strokeWidth="1.4" />
            </svg>
          </Button>
        </header>
        {/* It scrolls, so it must be focusable by keyboard. */}
        <div
          ref={body}
          className={styles['body']}
          tabIndex={0}
          role="group"
          aria-labelledby={titleId}
          aria-busy={event === undefined}
          data-initial-focus=""
        >
          {answer.state === 'failed' ? (
            <p className={styles['notice']} role="alert">
              The event could not be loaded: {answer.error.message}{' '}
              <Button onClick={answer.retry}>Try again</Button>
            </p>
          ) : record === undefined ? null : record.event.cut === undefined ? (
            <EventText
              key={`${record.event.event_id} ${address}`}
              event={record.json}
              address={address}
              isRaw={isRaw}
            />
          ) : (
            <WholeEvent
              key={record.event.event_id}
              simulationId={simulationId}
              eventId={record.event.event_id}
              lineBytes={record.event.cut.line_bytes}
            >
              {(json) => <EventText event={json} address={address} isRaw={isRaw} />}
            </WholeEvent>
          )}
        </div>
      </div>
    </Modal>
  );
}

function StepButton({
  side,
  to,
  onStep,
}: {
  readonly side: StepSide;
  /** The event that it leads to; `undefined` while that is not known. */
  readonly to: string | null | undefined;
  readonly onStep: (side: StepSide) => void;
}) {
  const label = side === 'previous' ? 'Previous call' : 'Next call';
  return (
    <Button
      variant="quiet"
      aria-label={label}
      {...keyHint(side === 'previous' ? PREVIOUS_CALL : NEXT_CALL, label)}
      // Not `disabled`, which would lose the focus at both ends.
      aria-disabled={to === null}
      onClick={() => onStep(side)}
    >
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <path
          d={side === 'previous' ? 'M6.5 1.5 3 5l3.5 3.5' : 'M3.5 1.5 7 5 3.5 8.5'}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
        />
      </svg>
    </Button>
  );
}

function titleOf(
  event: Parameters<typeof eventKind>[0] & {
    readonly agent_id: string | null;
    readonly turn_number: number;
  },
): string {
  const kind = eventKind(event);
  return [
    event.agent_id === null ? 'no agent' : shownName(event.agent_id),
    `turn ${formatCount(event.turn_number)}`,
    ...(kind === null ? [] : [shownName(kind)]),
  ].join(' · ');
}

/** When the reader is closed and the browser has no place for the focus, it goes to the button of the field. */
function useFocusOnField(address: FieldAddress): void {
  const latest = useRef(address);
  useEffect(() => {
    latest.current = address;
  }, [address]);
  // The browser's focus.
  useEffect(() => () => returnFocus(latest.current), []);
}
