'use client';

import { PaneBoundary } from '@/components/server-contact/pane-boundary';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { CopyButton } from '@/components/ui/copy-button';
import { PageButtons } from '@/components/ui/page-buttons';
import { Segmented } from '@/components/ui/segmented';
import { shownLines, shownName } from '@/components/ui/shown-text';
import { usePages } from '@/components/ui/use-pages';
import { MAX_LINES } from './json-outline';
import { JsonView } from './json-view';
import type { Block, Part } from './message-part';
import { blockText } from './read-message';
import styles from './part-view.module.css';
import type { SectionBlock, SectionPiece, TextSection } from './text-section';
import { useGrowing } from './use-growing';

const MarkdownText = lazyPane(() =>
  import('./markdown-text').then((module) => module.MarkdownText),
);

/** This much of a text is on the page at a time. */
const PAGE_LENGTH = 100_000;
/** A value has at least this many lines, also among many. */
const LEAST_LINES = 200;

/** A message, or a field: the speaker in the gutter, its size, and its blocks. */
export function PartView({
  section,
  agent,
  isRaw,
  onRaw,
}: {
  readonly section: TextSection;
  readonly agent: string | null;
  readonly isRaw: boolean;
  readonly onRaw: (isRaw: boolean) => void;
}) {
  const { id, part, title, isAnswer, text, size, blocks } = section;
  const shown = useGrowing(blocks.length);
  const values = blocks.flatMap(({ pieces }) => pieces.filter(({ kind }) => kind === 'json'));
  const maxLines = Math.max(LEAST_LINES, Math.floor(MAX_LINES / Math.max(1, values.length)));
  const form = isAnswer ? formOfAnswer(part) : '';
  return (
    <article className={styles['part']} data-answer={isAnswer} data-part={id} aria-label={title}>
      <div className={styles['speaker']} data-no-find="">
        <h3 className={styles['role']}>{title}</h3>
        <p className={styles['who']}>{speakerText(part, agent)}</p>
      </div>
      <div className={styles['said']}>
        <div className={styles['tools']} data-no-find="">
          <span className={styles['size']}>{size}</span>
          <CopyButton label={part.role === 'field' ? 'field' : 'message'} text={() => text}>
            Copy
          </CopyButton>
          <Segmented
            label={`Form of ${title}`}
            values={FORMS}
            chosen={isRaw ? 'Raw' : 'Formatted'}
            onChoose={(chosen) => onRaw(chosen === 'Raw')}
          >
            {(value) => value}
          </Segmented>
        </div>
        {form === '' ? null : (
          <p className={styles['form']} data-no-find="">
            {form}
          </p>
        )}
        {blocks.length === 0 ? <p className={styles['form']}>It says nothing.</p> : null}
        {blocks.slice(0, shown).map((block, at) => (
          <BlockView
            key={at}
            block={block}
            isRaw={isRaw}
            maxLines={maxLines}
            isWhole={part.role === 'assistant'}
          />
        ))}
      </div>
    </article>
  );
}

const FORMS = ['Formatted', 'Raw'] as const;

/** Who speaks a part, in a few words. */
function speakerText({ role, label }: Part, agent: string | null): string {
  switch (role) {
    case 'system':
      return 'who it is';
    case 'user':
      return 'the simulation';
    case 'assistant':
      if (/thinking|reasoning/i.test(label)) return shownName(label);
      return agent === null ? 'the model' : `${shownName(agent)}’s model`;
    case 'tool':
      return 'its answer';
    case 'field':
      return 'of the event';
  }
}

/** Whether an answer that looks like JSON is JSON; `''` for other answers. */
function formOfAnswer({ blocks }: Part): string {
  const [only] = blocks;
  if (only === undefined || blocks.length > 1 || only.sign !== undefined) return '';
  if (only.kind === 'json') return 'JSON, valid';
  return /^\s*[{[]/.test(only.text) ? 'JSON, not valid' : '';
}

function BlockView({
  block: { block, pieces },
  isRaw,
  maxLines,
  isWhole,
}: {
  readonly block: SectionBlock;
  readonly isRaw: boolean;
  readonly maxLines: number;
  readonly isWhole: boolean;
}) {
  const title = blockTitle(block);
  const rows = rowsOf(pieces);
  const shown = useGrowing(rows.length);
  return (
    <div className={styles['block']} data-sign={block.sign}>
      {title === '' ? null : <p className={styles['sign']}>{title}</p>}
      {isRaw ? (
        <PagedText text={blockText(block)} isRaw />
      ) : (
        rows.slice(0, shown).map((row, at) => (
          <div key={at} className={styles['row']} data-columns={row.length}>
            {row.map((piece, index) =>
              piece.kind === 'prose' ? (
                <PagedText key={index} text={piece.text} isRaw={false} />
              ) : (
                <div key={index} className={styles['value']} data-part={piece.id}>
                  <JsonView
                    value={piece.value}
                    label={piece.label}
                    maxLines={maxLines}
                    isWhole={isWhole}
                  />
                </div>
              ),
            )}
          </div>
        ))
      )}
    </div>
  );
}

/** The pieces in rows: two flat values are side by side. */
function rowsOf(pieces: readonly SectionPiece[]): readonly (readonly SectionPiece[])[] {
  const rows: SectionPiece[][] = [];
  for (const piece of pieces) {
    const row = rows.at(-1);
    if (row?.length === 1 && row.every(isFlat) && isFlat(piece)) row.push(piece);
    else rows.push([piece]);
  }
  return rows;
}

function isFlat(piece: SectionPiece): boolean {
  return piece.kind === 'json' && piece.isFlat;
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
    <div className={styles['text']}>
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
    </div>
  );
}
