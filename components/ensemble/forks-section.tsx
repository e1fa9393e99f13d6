'use client';

import { useEffect, useId, useMemo, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { shownLines, startOf } from '@/components/ui/shown-text';
import type { EnsembleForks } from '@/lib/api/ensemble-contract';
import { CHOICE_DETAILS } from '@/lib/ensemble/choices';
import { MAX_FORK_NODES } from '@/lib/ensemble/ensemble-bounds';
import { DataTable } from './data-table';
import { DrawingTools } from './drawing-tools';
import type { Answer } from './ensemble-queries';
import { withTable, type EnsembleView } from './ensemble-view';
import { ForkDrawing } from './fork-drawing';
import { forkColumns, forkRows } from './fork-table';
import styles from './forks-section.module.css';
import { NoAnswer } from './no-answer';
import panel from './panel.module.css';
import { questionWords } from './question-words';
import { Select } from './select';
import type { ChangeView } from './use-ensemble-view';

const DETAIL_WORDS = { kind: 'kind', value: 'kind and number' } as const;

/** Where runs with a common beginning decide differently: a tree, its table, and the fork that tells most. */
export function ForksSection({
  answer,
  view,
  change,
}: {
  readonly answer: Answer<EnsembleForks>;
  readonly view: EnsembleView;
  readonly change: ChangeView;
}) {
  const titleId = useId();
  const drawing = useRef<SVGSVGElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const forks = answer.data.state === 'ready' ? answer.data.data : undefined;
  const words = questionWords(view.question);
  const isAsked = forks !== undefined && forks.question !== null;
  const rows = useMemo(() => (forks === undefined ? [] : forkRows(forks)), [forks]);
  const columns = useMemo(() => forkColumns(words, isAsked), [words, isAsked]);
  const isTable = view.tables.includes('forks');

  // The browser's scrolling: a tall tree begins at its root, which is in the middle.
  useEffect(() => {
    const element = body.current;
    if (element === null) return;
    element.scrollTop = (element.scrollHeight - element.clientHeight) / 2;
  }, [forks?.nodes.length, isTable]);

  const hasForks = rows.length > 1;
  return (
    <section className={panel['panel']} aria-labelledby={titleId}>
      <div className={panel['head']}>
        <h2 id={titleId}>Where runs fork</h2>
        <Select
          label="Decisions are the same"
          value={view.detail}
          options={CHOICE_DETAILS.map((value) => ({ value, label: `by ${DETAIL_WORDS[value]}` }))}
          onChange={(detail) => change({ detail }, 'replace')}
        />
        {isAsked ? <span className={panel['quiet']}>bar: share {words}</span> : null}
        <span className={panel['tools']}>
          {hasForks ? (
            <DrawingTools
              name="the forks"
              fileName="ensemble-forks"
              isTable={isTable}
              drawing={drawing}
              columns={columns}
              rows={rows}
              onTable={(next) => change({ tables: withTable(view.tables, 'forks', next) })}
            />
          ) : null}
        </span>
      </div>
      {forks === undefined ? (
        <NoAnswer answer={answer.data} title="The forks could not be loaded" />
      ) : !hasForks ? (
        <Notice title="The runs do not fork">
          <p>All runs decide alike, as far as their kinds of decisions tell.</p>
        </Notice>
      ) : isTable ? (
        <DataTable
          label="Forks"
          columns={columns}
          rows={rows}
          keyOf={({ node }) => String(node.id)}
          className={styles['table']}
        />
      ) : (
        <div
          ref={body}
          className={styles['body']}
          // It scrolls, so it must be focusable by keyboard.
          tabIndex={0}
          role="group"
          aria-label="Tree of decisions"
          data-old={answer.isOld}
        >
          <ForkDrawing forks={forks} words={words} drawing={drawing} />
        </div>
      )}
      {forks === undefined || !hasForks ? null : (
        <>
          {forks.question === null ? null : (
            <p className={styles['telling']}>
              {forks.telling === null
                ? 'No fork tells more about the question than chance.'
                : shownLines(startOf(forks.telling.text, 600))}
            </p>
          )}
          {forks.truncated ? (
            <p className={panel['foot']}>
              Forks of fewer runs are left out.{' '}
              {view.nodes < MAX_FORK_NODES ? (
                <Button
                  variant="quiet"
                  onClick={() =>
                    change({ nodes: Math.min(MAX_FORK_NODES, 2 * view.nodes) }, 'replace')
                  }
                >
                  Show more
                </Button>
              ) : null}
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}
