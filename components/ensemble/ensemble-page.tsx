'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { api } from '@/components/api';
import { compareLink } from '@/components/compare-link';
import { useCommands } from '@/components/commands/page-commands';
import { PageOverlay, type Overlay } from '@/components/commands/page-overlay';
import { useTheme } from '@/components/theme/theme-provider';
import { useNote } from '@/components/ui/use-note';
import { writeClipboard } from '@/components/ui/write-clipboard';
import { pathSegment } from '@/lib/api/path-segment';
import { ENSEMBLE_COMMANDS, ENSEMBLE_HELP, type EnsembleTarget } from './ensemble-commands';
import { Ensemble } from './ensemble';
import { EnsembleHeader } from './ensemble-header';
import styles from './ensemble-page.module.css';
import { IgnoredParameters } from './ignored-parameters';
import { namesRuns, withTable } from './ensemble-view';
import { NoRuns } from './no-runs';
import { useEnsembleView } from './use-ensemble-view';

/** Many runs together: how they went, how many of them meet a condition, and where they fork. */
export function EnsemblePage() {
  const { view, ignored, change } = useEnsembleView();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [note, say] = useNote();
  const router = useRouter();
  const { chooseTheme } = useTheme();
  const { runs, name, like, question, ticked, tables } = view;
  const selection = useMemo(
    () => ({
      ...(runs.length === 0 ? {} : { runs }),
      ...(name === null ? {} : { name }),
      ...(like === null ? {} : { like }),
    }),
    [runs, name, like],
  );
  const hasRuns = namesRuns(view);
  const runsHref = listHref(runs);
  const csvHref = hasRuns ? api.ensembleResultsUrl({ ...selection, question }) : undefined;
  const [a, b] = ticked;
  const target: EnsembleTarget = {
    openPalette: () => setOverlay('commands'),
    openHelp: () => setOverlay('help'),
    copyLink: () =>
      void writeClipboard(window.location.href).then((isCopied) =>
        say(isCopied ? 'Link copied' : 'The browser forbids copying here'),
      ),
    chooseTheme,
    visit: (path) => router.push(path),
    isTable: (part) => tables.includes(part),
    showTable: (part, isTable) => change({ tables: withTable(tables, part, isTable) }),
    saveResults: csvHref === undefined ? undefined : () => download(csvHref),
    compareTicked:
      a === undefined || b === undefined ? undefined : () => router.push(compareLink(a, b)),
    markedRun: view.run,
    openRun: (run) => router.push(`/view/${pathSegment(run)}`),
    changeRuns: () => router.push(runsHref),
    clearQuestion: question.length === 0 ? undefined : () => change({ question: [] }),
  };
  useCommands(ENSEMBLE_COMMANDS, target);
  return (
    <div className={styles['page']}>
      <EnsembleHeader runsHref={runsHref} csvHref={csvHref} onOpen={setOverlay} />
      <main className={styles['main']}>
        <IgnoredParameters ignored={ignored} />
        {hasRuns ? (
          <Ensemble selection={selection} view={view} change={change} />
        ) : (
          <NoRuns reason={null} />
        )}
      </main>
      <PageOverlay overlay={overlay} help={ENSEMBLE_HELP} onClose={() => setOverlay(null)} />
      <p role="status" className={styles['note']} data-shown={note !== ''}>
        {note}
      </p>
    </div>
  );
}

/** The list of runs, with the named runs ticked. */
function listHref(runs: readonly string[]): string {
  const named = runs.filter((run) => !run.includes('*'));
  const query = new URLSearchParams(named.map((run) => ['run', run])).toString();
  return query === '' ? '/' : `/?${query}`;
}

function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
