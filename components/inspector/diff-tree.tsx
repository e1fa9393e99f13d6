import { countOf } from '@/components/ui/format-count';
import styles from './diff-tree.module.css';
import { inlineText, isTree, type ExactJson, type NamedJson } from '@/components/ui/exact-json';
import { PageButtons } from '@/components/ui/page-buttons';
import { shownName } from '@/components/ui/shown-text';
import { usePages } from '@/components/ui/use-pages';
import { JsonMembers, JsonTree } from './json-tree';
import type { DiffMember, ValueDiff } from './value-diff';

const PAGE_SIZE = 50;

/** The change of a value, member by member; unchanged members are folded. */
export function DiffTree({ diff }: { readonly diff: ValueDiff }) {
  return diff.state === 'within' ? <DiffMembers diff={diff} /> : <Value diff={diff} />;
}

type DiffWithin = ValueDiff & { readonly state: 'within' };

function DiffMembers({ diff }: { readonly diff: DiffWithin }) {
  const changed = diff.members.filter((member) => member.diff.state !== 'same');
  const same = diff.members.flatMap(({ name, diff: member }) =>
    member.state === 'same' ? [[name, member.value] as const] : [],
  );
  const pages = usePages(changed.length, { first: PAGE_SIZE, page: PAGE_SIZE });
  return (
    <div className={styles['members']}>
      {changed.slice(pages.from, pages.to).map((member, at) => (
        <Member key={pages.from + at} member={member} />
      ))}
      <PageButtons pages={pages} noun="change" />
      {same.length === 0 ? null : (
        <details className={styles['same']}>
          <summary>
            {countOf(same.length, diff.kind === 'array' ? 'item' : 'field')} unchanged
          </summary>
          <SameMembers members={same} />
        </details>
      )}
    </div>
  );
}

function SameMembers({ members }: { readonly members: readonly NamedJson[] }) {
  const pages = usePages(members.length, { first: PAGE_SIZE, page: PAGE_SIZE });
  return (
    <>
      {members.slice(pages.from, pages.to).map(([name, value], at) => (
        <JsonTree key={pages.from + at} name={name} value={value} />
      ))}
      <PageButtons pages={pages} noun="field" />
    </>
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
        <bdi>{shownName(name)}</bdi>
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
