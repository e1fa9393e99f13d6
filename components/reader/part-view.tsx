'use client';

import { useState } from 'react';
import { PaneBoundary } from '@/components/server-contact/pane-boundary';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { CopyButton } from '@/components/ui/copy-button';
import { countOf } from '@/components/ui/format-count';
import { PageButtons } from '@/components/ui/page-buttons';
import { shownLines, shownName } from '@/components/ui/shown-text';
import { usePages } from '@/components/ui/use-pages';
import { JsonView } from './json-view';
import type { Block, Part } from './message-part';
import { blockText } from './read-message';
import styles from './part-view.module.css';

const MarkdownText = lazyPane(() =>
  import('./markdown-text').then((module) => module.MarkdownText),
);

/** This much of a text is on the page at a time. */
const PAGE_LENGTH = 100_000;

/** A message, or a field: who says it, how long it is, and its blocks. */
export function PartView({ part, isRaw }: { readonly part: Part; readonly isRaw: boolean }) {
  const { role, label, blocks } = part;
  const [text] = useState(() => blocks.map(blockText).join('\n\n'));
  return (
    <article className={styles['part']} data-role={role} aria-label={shownName(label)}>
      <div className={styles['top']} data-no-find="">
        <h3 className={styles['role']}>{shownName(label)}</h3>
        <span className={styles['size']}>{countOf(text.length, 'character')}</span>
        <span className={styles['copy']} aria-hidden="true">
          Copy
        </span>
        <CopyButton label={role === 'field' ? 'field' : 'message'} text={() => text} />
      </div>
      {blocks.length === 0 ? <p className={styles['size']}>It says nothing.</p> : null}
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} isRaw={isRaw} />
      ))}
    </article>
  );
}

function BlockView({ block, isRaw }: { readonly block: Block; readonly isRaw: boolean }) {
  const title = blockTitle(block);
  return (
    <div className={styles['block']} data-sign={block.sign}>
      {title === '' ? null : <p className={styles['sign']}>{title}</p>}
      {isRaw ? (
        <PagedText text={blockText(block)} isRaw />
      ) : block.kind === 'json' ? (
        <JsonView value={block.value} />
      ) : (
        <PagedText text={block.text} isRaw={false} />
      )}
    </div>
  );
}

/** The title of a block; `''` for what the speaker just says. */
function blockTitle({ sign, name }: Block): string {
  const of = name === undefined ? '' : shownName(name);
  if (sign === undefined) return '';
  switch (sign) {
    case 'call':
      return `calls ${of}`;
    case 'result':
      return of === '' ? 'result' : `result of ${of}`;
    case 'thinking':
      return 'thinking';
    case 'media':
      return `${of}, not shown: its data`;
  }
}

/** A text page by page; most texts have one page. */
function PagedText({ text, isRaw }: { readonly text: string; readonly isRaw: boolean }) {
  const pages = usePages(text.length, { first: PAGE_LENGTH, page: PAGE_LENGTH });
  const part = text.slice(pages.from, pages.to);
  return (
    <>
      {isRaw ? (
        <div className={styles['raw']} dir="auto">
          {shownLines(part)}
        </div>
      ) : (
        <PaneBoundary
          name="The formatted text"
          whileLoading={<div className={styles['raw']}>{shownLines(part)}</div>}
        >
          <MarkdownText key={pages.from} text={part} />
        </PaneBoundary>
      )}
      <div data-no-find="">
        <PageButtons pages={pages} noun="character" />
      </div>
    </>
  );
}
