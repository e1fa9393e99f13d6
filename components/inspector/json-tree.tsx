import { countOf, formatCount } from '@/components/ui/format-count';
import { classNames } from '@/components/ui/class-names';
import { inlineText, isTree, membersOf, type ExactJson } from '@/components/ui/exact-json';
import styles from './json-tree.module.css';

/** Deeper than this, branches begin closed. */
const OPEN_DEPTH = 2;
const MAX_CHILDREN = 200;

/** A JSON value as a tree: a line a value, branches to open and close. */
export function JsonTree({
  name,
  value,
  depth = 0,
}: {
  readonly name: string;
  readonly value: ExactJson;
  readonly depth?: number;
}) {
  if (!isTree(value)) {
    return (
      <div className={styles['leaf']}>
        <span className={styles['name']}>{name}</span>
        <span className={classNames(styles['value'], styles[value.kind])}>{inlineText(value)}</span>
      </div>
    );
  }
  const count = membersOf(value).length;
  return (
    <details className={styles['branch']} open={depth < OPEN_DEPTH && count <= 50}>
      <summary className={styles['summary']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['size']}>
          {value.kind === 'array' ? countOf(count, 'item') : countOf(count, 'field')}
        </span>
      </summary>
      <div className={styles['children']}>
        <JsonMembers value={value} depth={depth + 1} />
      </div>
    </details>
  );
}

/** What is in an object or a list, a tree each. */
export function JsonMembers({
  value,
  depth = 0,
}: {
  readonly value: ExactJson;
  readonly depth?: number;
}) {
  const children = membersOf(value);
  return (
    <>
      {children.slice(0, MAX_CHILDREN).map(([key, child], at) => (
        <JsonTree key={at} name={key} value={child} depth={depth} />
      ))}
      {children.length <= MAX_CHILDREN ? null : (
        <p className={styles['size']}>
          {formatCount(children.length - MAX_CHILDREN)} more: see the line below
        </p>
      )}
    </>
  );
}
