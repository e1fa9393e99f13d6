'use client';

import { useState, type KeyboardEvent } from 'react';
import { runByFocusKey } from '@/components/commands/command';
import { walkByKey } from '@/components/commands/row-commands';
import { rowAfterStep } from '@/components/ui/row-after-step';
import { Skeleton } from '@/components/ui/skeleton';
import type { SimulationListing } from '@/lib/api/contract';
import { keepOrder } from './keep-order';
import { sortedBy, chosenBy, type ListView } from './list-order';
import { MoreRows } from './more-rows';
import { SimulationRow, UnreadableRow } from './simulation-row';
import { LIST_ROW_COMMANDS } from './list-commands';
import styles from './simulations-table.module.css';
import { TABLE_COLUMNS } from './table-columns';
import { useRowSteps } from './use-row-steps';

/** The distance of Page Up and Page Down: the list has no fixed height. */
const ROWS_PER_PAGE = 10;

interface KeptOrder {
  readonly ids: readonly string[];
  /** An order that was kept for another view is void. */
  readonly view: string;
}

/** Simulations, one row each, in the given order. The order is kept while the pointer or the focus is in the table. */
export function SimulationsTable({
  simulations,
  view,
  onChangeView,
}: {
  readonly simulations: readonly SimulationListing[];
  readonly view: ListView;
  readonly onChangeView: (next: ListView, history?: 'push' | 'replace') => void;
}) {
  const [kept, setKept] = useState<KeptOrder | null>(null);
  const viewKey = `${view.sort} ${view.order} ${view.text}`;
  const shown = keepOrder(simulations, kept?.view === viewKey ? kept.ids : null);
  const { count, showMore } = useRowSteps(viewKey, shown.length);
  const isCut = count < shown.length;

  const hold = () => setKept({ ids: shown.map(({ id }) => id), view: viewKey });
  const choose = (id: string) => onChangeView(chosenBy(view, id), 'replace');

  function goByKey(event: KeyboardEvent<HTMLElement>) {
    const rows = [...event.currentTarget.children];
    const at = rows.findIndex((row) =>
      row.contains(event.target instanceof Node ? event.target : null),
    );
    const id = shown[at]?.id;
    if (id === undefined) return;
    const isChoosable = shown[at]?.problem === undefined;
    const row = { choose: isChoosable ? () => choose(id) : undefined };
    if (runByFocusKey(LIST_ROW_COMMANDS, row, event)) return;
    const place = { activeRow: at, firstRow: 0, total: rows.length, rowsPerPage: ROWS_PER_PAGE };
    walkByKey(event, {
      walk(step) {
        const next = rowAfterStep(step, place);
        // Loads rows before the keyboard reaches them.
        if (isCut && next + 2 * ROWS_PER_PAGE > rows.length) showMore();
        rows[next]?.querySelector<HTMLElement>('[data-row-link]')?.focus();
      },
    });
  }

  const table = (
    <table
      role="table"
      aria-label="Simulations"
      aria-rowcount={isCut ? shown.length + 1 : undefined}
      className={styles['table']}
    >
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className={styles['choice']}>
            <span className="visually-hidden">chosen</span>
          </th>
          {TABLE_COLUMNS.map(({ id, hint }) => (
            <th
              key={id}
              role="columnheader"
              scope="col"
              className={styles[id]}
              aria-sort={
                view.sort !== id ? undefined : view.order === 'asc' ? 'ascending' : 'descending'
              }
            >
              <button
                type="button"
                className={styles['sort']}
                title={hint}
                onClick={() => onChangeView(sortedBy(view, id))}
              >
                {id}
                <span className={styles['arrow']} aria-hidden="true">
                  {view.sort !== id ? '' : view.order === 'asc' ? '↑' : '↓'}
                </span>
              </button>
            </th>
          ))}
          <th role="columnheader" scope="col" className={styles['course']}>
            <span className={styles['sort']}>events by type</span>
          </th>
        </tr>
      </thead>
      <tbody
        role="rowgroup"
        onPointerEnter={hold}
        onPointerLeave={() => setKept(null)}
        onFocus={() => {
          if (kept === null) hold();
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setKept(null);
        }}
        onKeyDown={goByKey}
      >
        {shown
          .slice(0, count)
          .map((simulation) =>
            simulation.problem === undefined ? (
              <SimulationRow
                key={simulation.id}
                simulation={simulation}
                isChosen={view.chosen.includes(simulation.id)}
                onChoose={choose}
              />
            ) : (
              <UnreadableRow key={`unreadable ${simulation.id}`} simulation={simulation} />
            ),
          )}
      </tbody>
    </table>
  );
  return (
    <>
      {table}
      {isCut ? <MoreRows shown={count} total={shown.length} onMore={showMore} /> : null}
    </>
  );
}

/** The table while the list is loading. */
export function PendingTable() {
  return (
    <table role="table" className={styles['table']} aria-busy="true" aria-label="Loading">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" className={styles['choice']} aria-label="chosen" />
          {TABLE_COLUMNS.map(({ id }) => (
            <th key={id} role="columnheader" scope="col" className={styles[id]}>
              <span className={styles['sort']}>{id}</span>
            </th>
          ))}
          <th role="columnheader" scope="col" className={styles['course']}>
            <span className={styles['sort']}>events by type</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {[180, 220, 160].map((width) => (
          <tr key={width} role="row" className={styles['row']}>
            <td role="cell" className={styles['choice']} />
            {TABLE_COLUMNS.map(({ id }) => (
              <td key={id} role="cell" className={styles[id]}>
                <Skeleton width={id === 'name' ? `${width}px` : '48px'} />
              </td>
            ))}
            <td role="cell" className={styles['course']}>
              <Skeleton width="128px" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
