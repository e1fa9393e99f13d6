import Link from 'next/link';
import { WHY } from '@/components/causal-link/why';
import { EventTypeBadge } from '@/components/event-type/event-type-badge';
import { countOf, formatCount } from '@/components/ui/format-count';
import { shownName, shownStart } from '@/components/ui/shown-text';
import type { Comparison } from '@/lib/api/client';
import { fieldLabel } from './field-label';
import styles from './panels.module.css';
import { whyLink } from './run-links';
import { LETTERS, SIDES } from './side';
import { SideLetter } from './side-letter';
import { SideValue } from './side-value';
import { togetherText } from './verdict';

const SHOWN_CHANGES = 2;
const MAX_SENTENCE_LENGTH = 300;

/** The first difference that matters: as a sentence, with both values and the way to its causes in each run. */
export function DivergencePanel({
  comparison,
  onShow,
}: {
  readonly comparison: Comparison;
  /** Shows its events side by side. */
  readonly onShow: () => void;
}) {
  const { first_divergence: divergence, compared } = comparison;
  if (divergence === null) {
    return (
      <section className={styles['panel']} aria-label="First divergence">
        <h2>First divergence</h2>
        <p className={styles['sentence']}>There is none</p>
        <p className={styles['quiet']}>
          {countOf(compared.a, 'event')} of A and {countOf(compared.b, 'event')} of B are the same
          in {countOf(compared.turns, 'turn')}
          {compared.variables === 0
            ? ''
            : `, and so are the values of ${countOf(compared.variables, 'variable')}`}
          .
        </p>
      </section>
    );
  }
  const { changes, change_count, reorder } = divergence;
  const shown = changes.slice(0, SHOWN_CHANGES);
  return (
    <section className={styles['panel']} aria-label="First divergence">
      <div className={styles['head']}>
        <h2>First divergence</h2>
        {SIDES.map((side) => {
          const eventId = divergence[side];
          return eventId === null ? null : (
            <Link
              key={side}
              href={whyLink(comparison[side].id, eventId)}
              prefetch={false}
              className={styles['button']}
              title={`${WHY} Causes and effects in run ${LETTERS[side]}`}
            >
              Why in {LETTERS[side]}
            </Link>
          );
        })}
      </div>
      <p className={styles['sentence']}>
        <button type="button" onClick={onShow} title="Show its events side by side (f)">
          {shownStart(divergence.sentence, MAX_SENTENCE_LENGTH)}
        </button>
      </p>
      <p className={styles['facts']}>
        <EventTypeBadge eventType={divergence.event_type} />
        {divergence.agent_id === null ? null : (
          <span className={styles['mono']}>{shownName(divergence.agent_id, 40)}</span>
        )}
        {divergence.event_kind === null ? null : (
          <span className={styles['mono']}>{shownName(divergence.event_kind, 40)}</span>
        )}
        <span className={styles['quiet']}>
          number {formatCount(divergence.occurrence)} of its kind in the turn, after{' '}
          {countOf(divergence.identical_before, 'identical event')}
        </span>
      </p>
      {shown.map((change) => (
        <p key={change.path} className={styles['facts']}>
          <span className={styles['field']}>{fieldLabel(change.path)}</span>
          {SIDES.map((side) => (
            <span key={side} className={styles['pair']}>
              <SideLetter side={side} />
              <SideValue side={side} value={change[side]} />
            </span>
          ))}
        </p>
      ))}
      <p className={styles['quiet']}>
        {change_count > shown.length
          ? `${countOf(change_count - shown.length, 'more field')} ${change_count - shown.length === 1 ? 'differs' : 'differ'}. `
          : ''}
        {reorder === null
          ? ''
          : reorder.because === 'cause'
            ? 'The order matters: one of the two events led to the other. '
            : 'The order matters: both events set the same variable. '}
        {togetherText(comparison)}
      </p>
    </section>
  );
}
