'use client';

import { useState } from 'react';
import { classNames } from '@/components/ui/class-names';
import { inlineText, isTree, someMembersOf, type ExactJson } from '@/components/ui/exact-json';
import { countOf } from '@/components/ui/format-count';
import { LongText } from '@/components/ui/long-text';
import { PageButtons } from '@/components/ui/page-buttons';
import { shownName } from '@/components/ui/shown-text';
import { usePages } from '@/components/ui/use-pages';
import { FieldButtons } from './field-buttons';
import { pathWithin } from './field-path';
import styles from './json-tree.module.css';

/** Branches below this depth are closed at first. */
const OPEN_DEPTH = 2;
/** Branches with more members are closed at first. */
const OPEN_MEMBERS = 50;
const PAGE_SIZE = 100;
const MAX_INLINE_LENGTH = 300;

/** A JSON value as a tree: one line per value, with branches to open and close. A closed branch renders no members. */
export function JsonTree({
  name,
  value,
  path,
  depth = 0,
}: {
  readonly name: string;
  readonly value: ExactJson;
  /** Its path in the details; `undefined` where it has none, as within a list. */
  readonly path?: string | undefined;
  readonly depth?: number;
}) {
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  if (!isTree(value)) {
    return (
      <div className={styles['leaf']}>
        <bdi className={styles['name']}>{shownName(name)}</bdi>
        <span className={classNames(styles['value'], styles[value.kind])}>
          <Leaf value={value} />
        </span>
        <FieldButtons path={path} value={value} />
      </div>
    );
  }
  const { total } = someMembersOf(value, 0, 0);
  const shows = isOpen ?? (depth < OPEN_DEPTH && total <= OPEN_MEMBERS);
  return (
    <details
      className={styles['branch']}
      open={shows}
      onToggle={(event) => {
        // React also reports the toggle events of nested branches here.
        if (event.target === event.currentTarget) setIsOpen(event.currentTarget.open);
      }}
    >
      <summary className={styles['summary']}>
        <bdi className={styles['name']}>{shownName(name)}</bdi>
        <span className={styles['size']}>{countOf(total, nounOf(value))}</span>
      </summary>
      {shows ? (
        <div className={styles['children']}>
          <JsonMembers value={value} path={path} depth={depth + 1} />
        </div>
      ) : null}
    </details>
  );
}

/** The members of an object or a list, each as a tree, page by page. */
export function JsonMembers({
  value,
  path,
  depth = 0,
}: {
  readonly value: ExactJson;
  readonly path?: string | undefined;
  readonly depth?: number;
}) {
  const { total } = someMembersOf(value, 0, 0);
  const pages = usePages(total, { first: PAGE_SIZE, page: PAGE_SIZE });
  const { members } = someMembersOf(value, pages.from, pages.to - pages.from);
  return (
    <>
      {members.map(([key, child], at) => (
        <JsonTree
          key={pages.from + at}
          name={key}
          value={child}
          path={value.kind === 'object' ? pathWithin(path, key) : undefined}
          depth={depth}
        />
      ))}
      <PageButtons pages={pages} noun={nounOf(value)} />
    </>
  );
}

function Leaf({ value }: { readonly value: ExactJson }) {
  const isLong = value.kind === 'string' && value.value.length > MAX_INLINE_LENGTH;
  return isLong ? <LongText text={value.value} /> : inlineText(value);
}

function nounOf(value: ExactJson): string {
  return value.kind === 'array' ? 'item' : 'field';
}
