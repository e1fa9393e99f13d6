'use client';

import { useCallback, useMemo, useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { ApiProblemError } from '@/lib/api/client';
import type { EnsembleResults } from '@/lib/api/ensemble-contract';
import type { EnsembleSelection } from '@/lib/api/ensemble-query';
import { isVariableCondition, type Condition } from '@/lib/ensemble/condition';
import { BandsSection } from './bands-section';
import { chooseSetting } from './choose-setting';
import {
  useEnsembleBands,
  useEnsembleFacts,
  useEnsembleForks,
  useEnsembleResults,
} from './ensemble-queries';
import styles from './ensemble-page.module.css';
import type { EnsembleView } from './ensemble-view';
import { ForksSection } from './forks-section';
import { NoAnswer } from './no-answer';
import { NoRuns } from './no-runs';
import { createPointedRun } from './pointed-run';
import { QuestionBar } from './question-bar';
import { ResultsSection } from './results-section';
import { runLabels } from './run-labels';
import { suggestCondition } from './suggest-condition';
import { SummaryBar } from './summary-bar';
import type { ChangeView } from './use-ensemble-view';

interface EnsembleProps {
  readonly selection: EnsembleSelection;
  readonly view: EnsembleView;
  readonly change: ChangeView;
}

/** The runs of the view, once their settings and variables are known. */
export function Ensemble(props: EnsembleProps) {
  const { data } = useEnsembleFacts(props.selection);
  if (data.state === 'failed') {
    const { error } = data;
    const isRefused = error instanceof ApiProblemError && error.problem.status === 422;
    if (isRefused) return <NoRuns reason={error.message} />;
  }
  if (data.state !== 'ready') {
    return (
      <>
        <h1 className="visually-hidden">Ensemble</h1>
        <NoAnswer answer={data} title="The runs could not be loaded" />
      </>
    );
  }
  return <KnownEnsemble {...props} facts={data.data} />;
}

function KnownEnsemble({
  selection: runs,
  view,
  change,
  facts,
}: EnsembleProps & { readonly facts: EnsembleResults }) {
  const { question } = view;
  const variable = view.variable ?? chooseVariable(question, facts);
  const by = view.by ?? chooseSetting(facts.settings);
  const grouping = by === null || by === '' ? undefined : [by];
  const selection = useMemo(() => ({ ...runs, question }), [runs, question]);
  const results = useEnsembleResults(selection, variable === null ? [] : [variable]);
  const bands = useEnsembleBands({ ...selection, by: grouping }, variable);
  const forks = useEnsembleForks(selection, { detail: view.detail, nodes: view.nodes });
  const [pointed] = useState(createPointedRun);

  const rows = results.data.state === 'ready' ? results.data.data.rows : undefined;
  const labels = useMemo(() => runLabels(rows?.map(({ run }) => run) ?? []), [rows]);
  const nameOf = useCallback((run: string) => labels.get(run) ?? run, [labels]);
  const runNameOf = useCallback((run: string) => `run ${nameOf(run)}`, [nameOf]);
  return (
    <>
      <SummaryBar title={titleOf(rows, view)} facts={facts} rows={rows} />
      <QuestionBar
        facts={facts}
        results={results}
        bands={bands.data.state === 'ready' ? bands.data.data : undefined}
        question={question}
        turns={turnsOf(rows)}
        suggest={suggestCondition(variable, rows)}
        onChange={(next) =>
          change({ question: next, ...(next.length === 0 ? { answers: null } : {}) })
        }
      />
      {variable === null ? (
        <Notice title="No variable has numbers">
          <p>
            Charts show variables that runs set to numbers. Runs record them at the verbosity STATE
            and above.
          </p>
        </Notice>
      ) : (
        <BandsSection
          facts={facts}
          variable={variable}
          by={by}
          view={view}
          change={change}
          answer={bands}
          pointed={pointed}
          nameOf={runNameOf}
        />
      )}
      <div className={styles['parts']}>
        <ResultsSection
          selection={selection}
          variable={variable}
          answer={results}
          view={view}
          change={change}
          pointed={pointed}
          nameOf={nameOf}
        />
        <ForksSection answer={forks} view={view} change={change} />
      </div>
    </>
  );
}

/** The variable that is charted at first: of the question, otherwise the one of most runs. */
function chooseVariable(question: readonly Condition[], { variables }: EnsembleResults) {
  return question.find(isVariableCondition)?.variable ?? variables[0]?.key ?? null;
}

/** The name that all runs have, otherwise how they were chosen. */
function titleOf(rows: EnsembleResults['rows'] | undefined, view: EnsembleView): string {
  const names = new Set(rows?.map(({ name }) => name));
  const [only] = names;
  if (names.size === 1 && only !== undefined) return only;
  return view.name ?? (view.runs.length === 1 ? (view.runs[0] ?? 'Ensemble') : 'Ensemble');
}

function turnsOf(rows: EnsembleResults['rows'] = []): { first: number; last: number } {
  const first = rows.reduce((least, { first_turn }) => Math.min(least, first_turn ?? 0), 0);
  return { first, last: rows.reduce((most, { last_turn }) => Math.max(most, last_turn ?? 0), 0) };
}
