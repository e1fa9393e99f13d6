import type { RefObject } from 'react';
import { keyHint } from '@/components/commands/key-hint';
import { shownKeys } from '@/components/commands/shown-keys';
import type { EventSteps, StepSide } from '@/components/event-record/event-steps';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { formatCount } from '@/components/ui/format-count';
import { FindField } from './find-field';
import type { CallList, ListedCall } from './find-calls';
import { NEXT_CALL, PREVIOUS_CALL } from './reader-commands';
import styles from './reader-bar.module.css';
import type { FoundText } from './use-find-in-text';

/** A column that folds behind a button where the page is narrow. */
export type ReaderSide = 'calls' | 'contents';

/** The controls of the reader. */
export function ReaderBar({
  eventId,
  place,
  contentsTitle,
  steps,
  list,
  find,
  side,
  onStep,
  onFold,
  onSide,
  onClose,
}: {
  readonly eventId: string;
  /** The place of the call among the others, in words. */
  readonly place: string;
  /** The name of the column with the sections. */
  readonly contentsTitle: string;
  readonly steps: EventSteps | undefined;
  readonly list: CallList | undefined;
  readonly find: {
    readonly field: RefObject<HTMLInputElement | null>;
    readonly text: string;
    readonly onText: (text: string) => void;
    readonly found: FoundText;
    readonly onLeave: () => void;
  };
  /** The folding column that is shown. */
  readonly side: ReaderSide | null;
  readonly onStep: (side: StepSide) => void;
  readonly onFold: (isOpen: boolean) => void;
  readonly onSide: (side: ReaderSide) => void;
  readonly onClose: () => void;
}) {
  const at = list?.calls.findIndex((call) => call.eventId === eventId) ?? -1;
  const neighbour = (by: 1 | -1): ListedCall | undefined =>
    at === -1 ? undefined : list?.calls[at + by];
  const sideButton = (name: ReaderSide, label: string) => (
    <Button
      className={styles['side'] ?? ''}
      data-side={name}
      aria-expanded={side === name}
      onClick={() => onSide(name)}
    >
      {label}
    </Button>
  );
  return (
    <div className={styles['bar']}>
      <Button onClick={onClose} title="Close reader (Esc)">
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" strokeWidth="1.4" />
        </svg>
        <span>
          Close<span className="visually-hidden"> reader</span>
        </span>
        <kbd className={styles['key']} aria-hidden="true">
          Esc
        </kbd>
      </Button>
      <div className={styles['steps']} role="group" aria-label="Calls of the same agent">
        <StepButton side="previous" to={steps?.previous} call={neighbour(-1)} onStep={onStep} />
        <StepButton side="next" to={steps?.next} call={neighbour(1)} onStep={onStep} />
      </div>
      {sideButton('calls', 'Calls')}
      {sideButton('contents', contentsTitle)}
      <span className={styles['place']}>{place}</span>
      <FindField {...find} />
      <div className={styles['acts']}>
        <Button onClick={() => onFold(false)}>Fold all</Button>
        <Button onClick={() => onFold(true)}>Unfold all</Button>
        <CopyButton label="link" text={() => window.location.href}>
          Copy link
        </CopyButton>
      </div>
    </div>
  );
}

function StepButton({
  side,
  to,
  call,
  onStep,
}: {
  readonly side: StepSide;
  /** The event that it leads to; `undefined` while that is not known. */
  readonly to: string | null | undefined;
  /** Its call, if it is listed. */
  readonly call: ListedCall | undefined;
  readonly onStep: (side: StepSide) => void;
}) {
  const isBack = side === 'previous';
  const command = isBack ? PREVIOUS_CALL : NEXT_CALL;
  const label = isBack ? 'Previous call' : 'Next call';
  const turn =
    call === undefined ? (isBack ? 'Before' : 'After') : `Turn ${formatCount(call.turn)}`;
  const [key] = shownKeys(command);
  return (
    <Button
      {...keyHint(command, label)}
      // Not `disabled`, which would lose the focus at both ends.
      aria-disabled={to === null}
      onClick={() => onStep(side)}
    >
      {isBack ? <span aria-hidden="true">‹</span> : null}
      <span>
        <span className="visually-hidden">{label}: </span>
        <span className={styles['word']}>{turn}</span>
      </span>
      {isBack ? null : <span aria-hidden="true">›</span>}
      <kbd className={styles['key']} aria-hidden="true">
        {key}
      </kbd>
    </Button>
  );
}
