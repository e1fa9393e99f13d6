import { countOf } from '@/components/ui/format-count';
import styles from './diff-tree.module.css';
import { inlineText, isTree, type ExactJson } from '@/components/ui/exact-json';
import { JsonMembers } from './json-tree';
import type { DiffMember, ValueDiff } from './value-diff';

/** What became of a value, member by member; those that stayed as they were are folded away. */
export function DiffTree({ diff }: { readonly diff: ValueDiff }) {
  if (diff.state !== 'within') return <Value diff={diff} />;
  const changed = diff.members.filter((member) => member.diff.state !== 'same');
  const same = diff.members.flatMap(({ name, diff: member }) =>
    member.state === 'same' ? [[name, member.value] as const] : [],
  );
  return (
    <div className={styles['members']}>
      {changed.map((member, at) => (
        <Member key={at} member={member} />
      ))}
      {same.length === 0 ? null : (
        <details className={styles['same']}>
          <summary>
            {countOf(same.length, diff.kind === 'array' ? 'item' : 'field')} unchanged
          </summary>
          <JsonMembers value={{ kind: 'object', entries: same }} />
        </details>
      )}
    </div>
  );
}

const MARKS = { added: '+', removed: '−', changed: '~', within: '~', same: '' } as const;

function Member({ member: { name, diff } }: { readonly member: DiffMember }) {
  const isNested = diff.state === 'within' || ('value' in diff && isTree(diff.value));
  return (
    <div className={styles['member']} data-state={diff.state} data-nested={isNested}>
      <span className={styles['mark']} aria-hidden="true">
        {MARKS[diff.state]}
      </span>
      <span className={styles['name']}>
        {diff.state === 'within' ? null : <span className="visually-hidden">{diff.state}: </span>}
        {name}
      </span>
      <div className={styles['value']}>
        <DiffTree diff={diff} />
      </div>
    </div>
  );
}

function Value({ diff }: { readonly diff: Exclude<ValueDiff, { readonly state: 'within' }> }) {
  switch (diff.state) {
    case 'same':
      return <Whole value={diff.value} />;
    case 'added':
      return (
        <ins className={styles['added']}>
          <Whole value={diff.value} />
        </ins>
      );
    case 'removed':
      return (
        <del className={styles['removed']}>
          <Whole value={diff.value} />
        </del>
      );
    case 'changed':
      return (
        <>
          <del className={styles['replaced']}>
            <Whole value={diff.from} />
          </del>{' '}
          <span aria-label="became">→</span>{' '}
          <ins className={styles['added']}>
            <Whole value={diff.to} />
          </ins>
          {diff.delta === undefined ? null : (
            <span className={styles['delta']}>
              {' '}
              {diff.delta.amount}
              {diff.delta.percent === undefined ? '' : ` (${diff.delta.percent})`}
            </span>
          )}
        </>
      );
  }
}

function Whole({ value }: { readonly value: ExactJson }) {
  return isTree(value) ? <JsonMembers value={value} /> : inlineText(value);
}
