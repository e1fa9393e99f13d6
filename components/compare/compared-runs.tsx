'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { useCommands } from '@/components/commands/page-commands';
import { PageOverlay, type Overlay } from '@/components/commands/page-overlay';
import { IndexProgressBar } from '@/components/index-progress';
import { toServerData } from '@/components/server-data';
import { useTheme } from '@/components/theme/theme-provider';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useNote } from '@/components/ui/use-note';
import { shownName } from '@/components/ui/shown-text';
import { writeClipboard } from '@/components/ui/write-clipboard';
import { ApiProblemError } from '@/lib/api/client';
import type { ParameterError } from '@/lib/errors';
import { COMPARE_COMMANDS, COMPARE_HELP } from './compare-commands';
import { CompareHeader } from './compare-header';
import styles from './compare-page.module.css';
import type { CompareView } from './compare-view';
import { comparisonQuery } from './comparison-query';
import { ComparisonParts } from './comparison-parts';
import { IgnoredFields } from './ignored-fields';
import { PendingComparison } from './pending-comparison';
import type { ChangeView } from './use-compare-view';
import { useDifferences } from './use-differences';

/** The page of two runs: its header at once, its parts when the answer is there. */
export function ComparedRuns({
  view,
  unread,
  changeView,
}: {
  readonly view: CompareView & { readonly a: string; readonly b: string };
  readonly unread: readonly ParameterError[];
  readonly changeView: ChangeView;
}) {
  const { a, b, ignored } = view;
  const pair = useMemo(() => ({ a, b, ignored }), [a, b, ignored]);
  const answer = toServerData(useQuery(comparisonQuery(pair)));
  const comparison = answer.state === 'ready' ? answer.data.comparison : undefined;
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const close = useCallback(() => setOverlay(null), []);
  const [note, say] = useNote();
  const { chooseTheme } = useTheme();
  const router = useRouter();
  const differences = useDifferences({ pair, comparison, view, changeView, say });
  const swap = () => changeView({ a: b, b: a, place: null, page: null });

  useCommands(COMPARE_COMMANDS, {
    swap,
    toggleOnly: differences.toggleOnly,
    stepDifference: differences.step,
    goToTurn: differences.goToTurn,
    hasDivergence: comparison !== undefined && comparison.first_divergence !== null,
    goToDivergence: differences.goToDivergence,
    openPalette: () => setOverlay('commands'),
    openHelp: () => setOverlay('help'),
    copyLink: () =>
      void writeClipboard(window.location.href).then((isCopied) =>
        say(isCopied ? 'Link copied' : 'The browser forbids copying here'),
      ),
    chooseTheme,
    visit: (path) => router.push(path),
  });

  return (
    <div className={styles['page']}>
      <CompareHeader onSwap={swap} onOpen={setOverlay}>
        <IgnoredFields
          added={ignored}
          onChange={(added) => changeView({ ignored: added, place: null, page: null })}
        />
      </CompareHeader>
      {unread.length === 0 ? null : (
        <p className={styles['unread']} role="status">
          Ignored in the address:{' '}
          {unread.map(({ parameter, reason }) => `${shownName(parameter)} (${reason})`).join('; ')}
        </p>
      )}
      <main className={styles['main']}>
        {answer.state === 'ready' ? (
          <ComparisonParts
            answer={answer.data}
            pair={pair}
            view={view}
            changeView={changeView}
            differences={differences}
          />
        ) : answer.state === 'loading' ? (
          <PendingComparison />
        ) : answer.state === 'indexing' ? (
          <Notice title="A run is being read">
            <p>The comparison begins when the events of both runs are indexed.</p>
            <IndexProgressBar index={answer.index} />
          </Notice>
        ) : (
          <Failure error={answer.error} retry={answer.retry} />
        )}
      </main>
      <p role="status" className={note === '' ? 'visually-hidden' : styles['note']}>
        {note}
      </p>
      <PageOverlay overlay={overlay} help={COMPARE_HELP} onClose={close} />
    </div>
  );
}

function Failure({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const isMissing =
    error instanceof ApiProblemError && error.problem.code === 'simulation_not_found';
  return (
    <Notice
      title={isMissing ? 'There is no such run' : 'The runs could not be compared'}
      tone="danger"
    >
      <p>{error.message}</p>
      <p>
        <Button onClick={retry}>Try again</Button> <Link href="/">All simulations</Link>
      </p>
    </Notice>
  );
}
