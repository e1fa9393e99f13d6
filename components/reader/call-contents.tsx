import { WHY } from '@/components/causal-link/why';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { StoredEvent } from '@/lib/events/read-event';
import styles from './call-contents.module.css';
import { labelledPieces, type TextSection } from './text-section';
import type { Call } from './use-call';

/** More causes or effects are in Causality only. */
const MOST_LINKS = 6;

/** What is in a call: its sections with their matches, its causes and effects, and buttons that copy. */
export function CallContents({
  sections,
  matches,
  currentPart,
  onShowPart,
  call,
  onOpenCausality,
}: {
  readonly sections: readonly TextSection[];
  /** The number of matches by part. */
  readonly matches: ReadonlyMap<string, number>;
  /** The part of the current match. */
  readonly currentPart: string | undefined;
  readonly onShowPart: (id: string) => void;
  readonly call: Call | undefined;
  readonly onOpenCausality: (eventId: string) => void;
}) {
  const part = (id: string, label: string, size: string, isInner: boolean) => {
    const count = matches.get(id) ?? 0;
    return (
      <li key={id}>
        <button
          type="button"
          className={styles['part']}
          data-inner={isInner}
          aria-current={id === currentPart ? 'true' : undefined}
          onClick={() => onShowPart(id)}
        >
          <span className={styles['label']}>{label}</span>
          <span className={styles['size']}>
            {count === 0 ? size : countOf(count, 'match', 'matches')}
          </span>
        </button>
      </li>
    );
  };
  const [prompt, reply] = [textOf(sections, false), textOf(sections, true)];
  return (
    <div className={styles['contents']}>
      <section aria-label="In this call">
        <h3>In this call</h3>
        <ul>
          {sections.flatMap((section) => [
            part(section.id, section.title, section.size, false),
            ...labelledPieces(section).map(({ id, label, size }) => part(id, label, size, true)),
          ])}
        </ul>
      </section>
      {call === undefined ? null : (
        <section aria-label="Causes and effects">
          <Links title="Caused by" events={call.causes} onOpen={onOpenCausality} />
          <Links title="Led to" events={call.effects} onOpen={onOpenCausality} />
          <Button
            variant="quiet"
            className={styles['open'] ?? ''}
            title={WHY}
            onClick={() => onOpenCausality(call.event.event_id)}
          >
            Open in Causality
          </Button>
        </section>
      )}
      {sections.length === 0 ? null : (
        <section aria-label="Copy">
          <h3>Copy</h3>
          <div className={styles['copies']}>
            {prompt === '' ? null : (
              <CopyButton label="prompt" text={() => prompt}>
                Prompt
              </CopyButton>
            )}
            {reply === '' ? null : (
              <CopyButton label="answer" text={() => reply}>
                Answer
              </CopyButton>
            )}
            {prompt === '' || reply === '' ? null : (
              <CopyButton label="both" text={() => `${prompt}\n\n${reply}`}>
                Both
              </CopyButton>
            )}
          </div>
        </section>
      )}
    </div>
  );
}

function Links({
  title,
  events,
  onOpen,
}: {
  readonly title: string;
  readonly events: readonly StoredEvent[];
  readonly onOpen: (eventId: string) => void;
}) {
  if (events.length === 0) return null;
  const more = events.length - MOST_LINKS;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {events.slice(0, MOST_LINKS).map((event) => (
          <li key={event.event_id}>
            <button
              type="button"
              className={styles['link']}
              title="Open in Causality"
              onClick={() => onOpen(event.event_id)}
            >
              <EventTypeGlyph eventType={event.event_type} />
              <span>{describeEvent(event)}</span>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className={styles['more']}>{formatCount(more)} more in Causality</p> : null}
    </>
  );
}

function textOf(sections: readonly TextSection[], isAnswer: boolean): string {
  // An answer is what the model says after the last words to it.
  const last = sections.findLastIndex(({ part }) => part.role !== 'assistant');
  return (isAnswer ? sections.slice(last + 1) : sections.slice(0, last + 1))
    .map(({ text }) => text)
    .join('\n\n');
}
