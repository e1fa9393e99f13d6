'use client';

import { memo, useMemo, type ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { shownLines, shownName } from '@/components/ui/shown-text';
import { asWritten } from './as-written';
import { markdownChunks } from './markdown-chunks';
import styles from './markdown-text.module.css';
import { useGrowing } from './use-growing';

const PLUGINS = [remarkGfm, asWritten];

/**
 * Markdown as React elements, never as HTML. Nothing is loaded and nothing leads away: a link shows its address, an image its
 * description. A long text is parsed piece by piece, so that the page goes on answering.
 */
export function MarkdownText({ text }: { readonly text: string }) {
  const chunks = useMemo(() => markdownChunks(text), [text]);
  const shown = useGrowing(chunks.length);
  return (
    <div className={styles['markdown']} aria-busy={shown < chunks.length} dir="auto">
      {chunks.slice(0, shown).map((chunk, at) => (
        <MarkdownChunk key={at} text={chunk} />
      ))}
    </div>
  );
}

const MarkdownChunk = memo(function MarkdownChunk({ text }: { readonly text: string }) {
  const elements = useMemo(() => elementsOf(shownLines(text)), [text]);
  return <div className={styles['chunk']}>{elements}</div>;
});

/** The elements of a text; the text itself where it nests too deeply to be parsed. */
function elementsOf(text: string): ReactNode {
  try {
    return Markdown({ children: text, remarkPlugins: PLUGINS, components: COMPONENTS });
  } catch {
    return <p className={styles['raw']}>{text}</p>;
  }
}

const COMPONENTS: Components = {
  a: ({ children, href = '' }) => (
    <span>
      <span className={styles['link']}>{children}</span>
      {children === href ? null : <span className={styles['address']}> ({shownName(href)})</span>}
    </span>
  ),
  img: ({ alt = '', src }) => (
    <span className={styles['address']}>
      [image{alt === '' ? '' : `: ${shownName(alt)}`}
      {typeof src === 'string' && src !== '' ? `, ${shownName(src)}` : ''}]
    </span>
  ),
  input: ({ checked }) => <span>{checked === true ? '☑' : '☐'}</span>,
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  table: ({ children }) => (
    <div className={styles['table']} tabIndex={0} role="group" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
};
