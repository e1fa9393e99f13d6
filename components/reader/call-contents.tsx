import { WHY } from '@/components/causal-link/why';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { StoredEvent } from '@/lib/events/read-event';
import styles from './call-contents.module.css';
import type { Part } from './message-part';
import { answerStart, labelledPieces, partsText, type TextSection } from './text-section';
import type { Call } from './use-call';

/** More causes or effects are in Causality only. */
const MOST_LINKS = 6;

/** What is in a call: its sections with their matches, its causes and effects, and buttons that copy. */
export function CallContents({
  title,
  isCall,
  parts,
  sections,
  matches,
  currentPart,
  onShowPart,
  call,
  onOpenCausality,
}: {
  readonly title: string;
  /** Whether the parts are a prompt and an answer. */
  readonly isCall: boolean;
  readonly parts: readonly Part[];
  /** Those of the parts that are on the page. */
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
  const answerAt = answerStart(parts);
  const [prompt, answer] = [parts.slice(0, answerAt), parts.slice(answerAt)];
  return (
    <div className={styles['contents']}>
      <section aria-label={title}>
        <h3>{title}</h3>
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
      {parts.length === 0 || !isCall ? null : (
        <section aria-label="Copy">
          <h3>Copy</h3>
          <div className={styles['copies']}>
            {prompt.length === 0 ? null : (
              <CopyButton label="prompt" text={() => partsText(prompt)}>
                Prompt
              </CopyButton>
            )}
            {answer.length === 0 ? null : (
              <CopyButton label="answer" text={() => partsText(answer)}>
                Answer
              </CopyButton>
            )}
            {prompt.length === 0 || answer.length === 0 ? null : (
              <CopyButton label="both" text={() => partsText(parts)}>
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
