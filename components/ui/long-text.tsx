'use client';

import styles from './long-text.module.css';
import { PageButtons } from './page-buttons';
import { shownLines } from './shown-text';
import { usePages } from './use-pages';

const SHOWN_AT_FIRST = 1200;
/** A text up to this length is shown completely. */
const SHOWN_WHOLE = 1500;
const PAGE_LENGTH = 10_000;

const LONG_WORD = /\S{300}/;

/** Prose as written, with its white space: the beginning of a long text, and the rest page by page. */
export function LongText({ text }: { readonly text: string }) {
  const first = text.length > SHOWN_WHOLE ? SHOWN_AT_FIRST : SHOWN_WHOLE;
  const pages = usePages(text.length, { first, page: PAGE_LENGTH });
  const part = text.slice(pages.from, pages.to);
  const isCut = !pages.isPaged && pages.to < text.length;
  return (
    <div>
      <div
        className={styles['text']}
        data-has-long-word={LONG_WORD.test(part) ? '' : undefined}
        dir="auto"
      >
        {shownLines(part)}
        {isCut ? '…' : ''}
      </div>
      <PageButtons pages={pages} noun="character" />
    </div>
  );
}
