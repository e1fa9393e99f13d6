import { inlineText } from '@/components/ui/exact-json';
import { readableText } from '@/components/ui/readable-value';
import { shownName } from '@/components/ui/shown-text';
import { countOf } from '@/components/ui/format-count';
import styles from './change-text.module.css';
import type { TurnChange } from './value-change';

/** The opened value shows the others. */
const MAX_NAMED = 8;
const MAX_NAME_LENGTH = 40;

const ARROWS = { up: '▲', down: '▼', same: '=' } as const;

/** The change of a value in a turn, in words and signs. */
export function ChangeText({
  change,
  hasOldBeside = false,
}: {
  readonly change: TurnChange;
  /** Whether the old value stands beside it. Default false. */
  readonly hasOldBeside?: boolean;
}) {
  switch (change.kind) {
    case 'new':
      return <span className={styles['quiet']}>new</span>;
    case 'gone':
      return (
        <span className={styles['quiet']}>
          {hasOldBeside ? 'not set' : <>gone, was {readableText(change.from)}</>}
        </span>
      );
    case 'same':
      return <span className={styles['quiet']}>set again, the same</span>;
    case 'changed': {
      const { from, delta, members } = change;
      if (members.length > 0) return <span>{membersText(members)}</span>;
      if (delta === undefined)
        return (
          <span className={styles['quiet']}>
            {hasOldBeside ? 'another value' : <>was {readableText(from)}</>}
          </span>
        );
      return (
        <span className={styles['delta']} title={`was ${inlineText(from)}`}>
          <span aria-hidden="true">{ARROWS[delta.direction]} </span>
          {delta.amount}
          {delta.percent === undefined ? null : (
            <span className={styles['quiet']}> {delta.percent}</span>
          )}
          {hasOldBeside ? null : <span className={styles['was']}> was {readableText(from)}</span>}
        </span>
      );
    }
  }
}

/** For example `grain, wool and 12 more`. */
export function membersText(members: readonly string[]): string {
  const named = members.slice(0, MAX_NAMED).map((name) => shownName(name, MAX_NAME_LENGTH));
  const more = members.length - named.length;
  return `${named.join(', ')}${more === 0 ? '' : ` and ${countOf(more, 'more', 'more')}`}`;
}
