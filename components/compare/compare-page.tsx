'use client';

import Link from 'next/link';
import { PageFrame } from '@/components/page-frame';
import { Notice } from '@/components/ui/notice';
import { ComparedRuns } from './compared-runs';
import { useCompareView } from './use-compare-view';

/** The comparison of the two runs in the address. */
export function ComparePage() {
  const { view, unread, changeView } = useCompareView();
  const { a, b } = view;
  if (a === null || b === null) {
    return (
      <PageFrame>
        <main>
          <Notice title="Choose two runs to compare" headingLevel={1}>
            <p>
              The address names {a === null && b === null ? 'no run' : 'one run only'}. In the list
              of runs, tick two of them and press Compare.
            </p>
            <p>
              <Link href="/">All simulations</Link>
            </p>
          </Notice>
        </main>
      </PageFrame>
    );
  }
  return (
    <ComparedRuns
      key={JSON.stringify([a, b])}
      view={{ ...view, a, b }}
      unread={unread}
      changeView={changeView}
    />
  );
}
