'use client';

import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { ariaKeys } from '@/components/commands/key-hint';
import { useCommands } from '@/components/commands/page-commands';
import { compareLink } from '@/components/compare-link';
import { PageFrame } from '@/components/page-frame';
import { Button } from '@/components/ui/button';
import { countOf, formatCount } from '@/components/ui/format-count';
import { Notice } from '@/components/ui/notice';
import { LIST_COMMANDS, SEARCH_COMMAND } from './list-commands';
import { GettingStarted } from './getting-started';
import { arrangeList, type ListView } from './list-order';
import { SelectionBar } from './selection-bar';
import styles from './simulations-page.module.css';
import { PendingTable, SimulationsTable } from './simulations-table';
import { SortChoice } from './sort-choice';
import { useListView } from './use-list-view';
import { useSimulations, type Simulations } from './use-simulations';

/** All simulations under the output root. */
export function SimulationsPage() {
  const list = useSimulations();
  const [view, changeView] = useListView();
  const all = list.state === 'ready' ? list.data : [];
  const search = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const [a, b, ...others] = view.chosen;
  const isPair = a !== undefined && b !== undefined && others.length === 0;
  useCommands(LIST_COMMANDS, {
    search: () => search.current?.select(),
    compare: isPair ? () => router.push(compareLink(a, b)) : undefined,
  });
  return (
    <PageFrame>
      <main className={styles['main']}>
        <div className={styles['top']}>
          <h1 className={styles['title']}>Simulations</h1>
          {all.length === 0 ? null : (
            <>
              <label className={styles['field']}>
                <input
                  ref={search}
                  className={styles['search']}
                  type="search"
                  placeholder="Filter by name or id"
                  aria-label="Filter by name or id"
                  aria-keyshortcuts={ariaKeys(SEARCH_COMMAND)}
                  value={view.text}
                  onChange={(event) => changeView({ ...view, text: event.target.value }, 'replace')}
                />
                <kbd aria-hidden="true">/</kbd>
              </label>
              <SortChoice view={view} onChangeView={changeView} />
              <p role="status" className={styles['count']}>
                {countText(list, view)}
              </p>
            </>
          )}
        </div>
        <Content list={list} view={view} changeView={changeView} />
        <SelectionBar
          chosen={view.chosen.flatMap((id) => all.find((one) => one.id === id) ?? [])}
          all={all}
          onClear={() => changeView({ ...view, chosen: [] }, 'replace')}
        />
      </main>
    </PageFrame>
  );
}

function Content({
  list,
  view,
  changeView,
}: {
  readonly list: Simulations;
  readonly view: ListView;
  readonly changeView: (next: ListView, history?: 'push' | 'replace') => void;
}) {
  switch (list.state) {
    case 'loading':
    case 'indexing':
      return <PendingTable />;
    case 'failed':
      return (
        <Notice title="The list could not be loaded" tone="danger">
          <p>{list.error.message}</p>
          <p>
            Is <code>causeway</code> still running in its terminal? This page asks again by itself.
          </p>
          <p>
            <Button onClick={list.retry}>Try again now</Button>
          </p>
        </Notice>
      );
    case 'ready': {
      if (list.data.length === 0) return <GettingStarted />;
      const shown = arrangeList(list.data, view);
      if (shown.length > 0) {
        return <SimulationsTable simulations={shown} view={view} onChangeView={changeView} />;
      }
      return (
        <Notice title={`No name or id contains “${view.text}”`}>
          <p>
            <Button onClick={() => changeView({ ...view, text: '' })}>Show all</Button>
          </p>
        </Notice>
      );
    }
  }
}

function countText(list: Simulations, view: ListView): string {
  if (list.state !== 'ready') return '';
  const shown = arrangeList(list.data, view).length;
  const all = countOf(list.data.length, 'simulation');
  return shown === list.data.length ? all : `${formatCount(shown)} of ${all}`;
}
