'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useId, useMemo } from 'react';
import { api } from '@/components/api';
import { compareLink } from '@/components/compare-link';
import { countOf, formatCount } from '@/components/ui/format-count';
import { Segmented } from '@/components/ui/segmented';
import type { EnsembleResults } from '@/lib/api/ensemble-contract';
import type { EnsembleSelection } from '@/lib/api/ensemble-query';
import { pathSegment } from '@/lib/api/path-segment';
import { arrangeResults } from './arrange-results';
import { DataTable } from './data-table';
import type { Answer } from './ensemble-queries';
import { MAX_TICKED, type EnsembleView } from './ensemble-view';
import { KeptRows } from './kept-rows';
import { NoAnswer } from './no-answer';
import panel from './panel.module.css';
import type { PointedRun } from './pointed-run';
import { questionWords } from './question-words';
import { resultColumns, type ResultRow } from './result-columns';
import styles from './results-section.module.css';
import type { ChangeView } from './use-ensemble-view';

const ANSWERS = ['all', 'yes', 'no'] as const;

/** A row for each run. The most typical run, the most unusual one and the pointed one stay in view. */
export function ResultsSection({
  selection,
  variable,
  answer,
  view,
  change,
  pointed,
  nameOf,
}: {
  readonly selection: EnsembleSelection;
  readonly variable: string | null;
  readonly answer: Answer<EnsembleResults>;
  readonly view: EnsembleView;
  readonly change: ChangeView;
  readonly pointed: PointedRun;
  readonly nameOf: (run: string) => string;
}) {
  const titleId = useId();
  const results = answer.data.state === 'ready' ? answer.data.data : undefined;
  const sort = view.sort ?? (variable === null ? 'run' : `highest:${variable}`);
  const order = view.sort === null && variable !== null ? 'desc' : view.order;
  const table = {
    variables: variable === null ? [] : [variable],
    sort,
    order,
    answers: view.answers ?? undefined,
  };
  return (
    <section className={panel['panel']} aria-labelledby={titleId}>
      <div className={panel['head']}>
        <h2 id={titleId}>Outcomes</h2>
        {results === undefined || results.question === null ? null : (
          <Segmented
            label="Answers"
            isSmall
            values={ANSWERS}
            chosen={view.answers ?? 'all'}
            onChoose={(value) => change({ answers: value === 'all' ? null : value }, 'replace')}
          >
            {(value) => `${value === 'all' ? 'all ' : ''}${answerText(results, value)}`}
          </Segmented>
        )}
        <span className={panel['tools']}>
          <CompareLink ticked={view.ticked} />
          <a className={panel['link']} href={api.ensembleResultsUrl(selection, table)} download>
            CSV
          </a>
        </span>
      </div>
      {results === undefined ? (
        <NoAnswer answer={answer.data} title="The results could not be loaded" />
      ) : (
        <Results
          results={results}
          variable={variable}
          view={view}
          sort={sort}
          order={order}
          change={change}
          pointed={pointed}
          nameOf={nameOf}
          isOld={answer.isOld}
        />
      )}
    </section>
  );
}

function Results({
  results,
  variable,
  view,
  sort,
  order,
  change,
  pointed,
  nameOf,
  isOld,
}: {
  readonly results: EnsembleResults;
  readonly variable: string | null;
  readonly view: EnsembleView;
  readonly sort: string;
  readonly order: 'asc' | 'desc';
  readonly change: ChangeView;
  readonly pointed: PointedRun;
  readonly nameOf: (run: string) => string;
  readonly isOld: boolean;
}) {
  const router = useRouter();
  const { answers, question, ticked, run: chosen } = view;
  const rows = useMemo(
    () => arrangeResults(results, { sort, order, answers }),
    [results, sort, order, answers],
  );
  const byRun = useMemo(() => new Map(results.rows.map((row) => [row.run, row])), [results]);
  const tick = useCallback(
    (run: string) => {
      const others = ticked.filter((each) => each !== run);
      const isTicked = others.length < ticked.length;
      if (!isTicked && others.length >= MAX_TICKED) return;
      change({ ticked: isTicked ? others : [...others, run] }, 'replace');
    },
    [ticked, change],
  );
  const { typical, unusual, settings } = results;
  const columns = useMemo(
    () =>
      resultColumns({
        settings,
        variable,
        isAsked: results.question !== null,
        hasTokens: results.rows.some(({ tokens }) => tokens !== null),
        words: questionWords(question),
        nameOf,
        isTicked: (run) => ticked.includes(run),
        canTick: ticked.length < MAX_TICKED,
        onTick: tick,
        remarkOf: (run) =>
          run === typical?.run ? 'most typical' : run === unusual?.run ? 'most unusual' : '',
        range: rangeOf(results.rows),
      }),
    [results, settings, variable, question, nameOf, ticked, tick, typical, unusual],
  );
  const kept = [unusual, typical].flatMap((each) => {
    const row = each === null ? undefined : byRun.get(each.run);
    return row === undefined ? [] : [row];
  });
  return (
    <>
      <DataTable
        label="Outcomes"
        columns={columns}
        rows={rows}
        keyOf={keyOfRow}
        sort={sort}
        order={order}
        onSort={(next) => change({ sort: next, order: nextOrder(next, sort, order) }, 'replace')}
        isMarked={({ run }) => run === chosen}
        onPoint={(row) => pointed.set(row === undefined ? null : { run: row.run, at: null })}
        onOpen={({ run }) => router.push(`/view/${pathSegment(run)}`)}
        onTick={({ run }) => tick(run)}
        className={styles['table']}
        keptCount={kept.length + 1}
        kept={
          <KeptRows columns={columns} rows={kept} byRun={byRun} pointed={pointed} chosen={chosen} />
        }
      />
      <p className={panel['foot']} data-old={isOld}>
        {countOf(rows.length, 'run')}
        {rows.length === results.rows.length ? '' : ` of ${formatCount(results.rows.length)}`}
        {ticked.length === 0 ? '' : `; ${formatCount(ticked.length)} ticked`}
        {results.total > results.rows.length
          ? `; the first ${formatCount(results.rows.length)} are shown`
          : ''}
      </p>
    </>
  );
}

/** Leads to the comparison of the two ticked runs. */
function CompareLink({ ticked: [a, b] }: { readonly ticked: readonly string[] }) {
  if (a === undefined || b === undefined) {
    return (
      <span className={panel['link']} aria-disabled="true" role="link">
        Tick two to compare
      </span>
    );
  }
  return (
    <a className={panel['link']} data-able="" href={compareLink(a, b)}>
      Compare two ticked
    </a>
  );
}

function answerText({ question, run_count }: EnsembleResults, value: (typeof ANSWERS)[number]) {
  const { yes_count = 0, no_count = 0 } = question ?? {};
  switch (value) {
    case 'all':
      return formatCount(run_count);
    case 'yes':
      return `${formatCount(yes_count)} yes`;
    case 'no':
      return `${formatCount(no_count)} no`;
  }
}

/** Numbers begin with the highest, texts with the first; the same column turns round. */
function nextOrder(next: string, sort: string, order: 'asc' | 'desc'): 'asc' | 'desc' {
  if (next === sort) return order === 'asc' ? 'desc' : 'asc';
  return next === 'run' || next.startsWith('setting:') ? 'asc' : 'desc';
}

function rangeOf(rows: readonly ResultRow[]): readonly [number, number] {
  const highest = rows.flatMap(({ variables }) => variables[0]?.highest ?? []);
  return highest.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [highest[0] ?? 0, highest[0] ?? 0],
  );
}

function keyOfRow({ run }: ResultRow): string {
  return run;
}
