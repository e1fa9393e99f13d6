'use client';

import { missingText } from '@/components/causal-link/link-text';
import { PageButtons } from '@/components/ui/page-buttons';
import { usePages } from '@/components/ui/use-pages';
import type { MissingCause } from '@/lib/causality/causal-link';
import { shownId } from '@/components/ui/shown-id';
import styles from './neighbours.module.css';

const SHOWN_AT_FIRST = 8;
const PAGE_SIZE = 50;

/** Declared causes that are not in the files, by id, each with the reason if it is known. */
export function MissingCauses({ causes }: { readonly causes: readonly MissingCause[] }) {
  const pages = usePages(causes.length, { first: SHOWN_AT_FIRST, page: PAGE_SIZE });
  return (
    <>
      {causes.slice(pages.from, pages.to).map(({ event_id: id, reason }) => (
        <p key={id} className={styles['missing']}>
          <span>not in the files, {missingText(reason)}</span>{' '}
          <code title={shownId(id)}>{shownId(id)}</code>
        </p>
      ))}
      <PageButtons pages={pages} noun="missing cause" />
    </>
  );
}
