'use client';

import type { ReactNode } from 'react';
import { keyHint } from '@/components/commands/key-hint';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { sortText } from './column-sort';
import { isOldestFirst, type RowSort } from './rows-filter';
import { FIND_COMMAND } from './table-commands';
import { TableToolbar } from './table-frame';
import type { FindBarState } from './use-find-bar';
import type { GrowingRows } from './use-growing-rows';

/** The bar above the rows: the range in view, and controls to go elsewhere. */
export function GridToolbar({
  children,
  note,
  rows,
  isFollowing,
  sort,
  onSortChange,
  onFollow,
  findBar,
  jump,
}: {
  readonly children: ReactNode;
  /** The result of the last action. */
  readonly note: string;
  readonly rows: GrowingRows;
  readonly isFollowing: boolean;
  readonly sort: RowSort;
  readonly onSortChange: (sort: RowSort) => void;
  readonly onFollow: () => void;
  readonly findBar: FindBarState;
  /** The button to go to a row. */
  readonly jump: ReactNode;
}) {
  const isNewestFirst = sort.sort === 'timestamp' && sort.order === 'desc';
  return (
    <TableToolbar
      readout={readoutOf(rows)}
      sorted={isOldestFirst(sort) || isNewestFirst ? '' : `sorted ${sortText(sort)}`}
      note={note}
      actions={
        <>
          <Button
            variant={isNewestFirst ? 'primary' : 'quiet'}
            aria-pressed={isNewestFirst}
            title={isNewestFirst ? 'Sort oldest first' : 'Sort newest first'}
            onClick={() =>
              onSortChange({ sort: 'timestamp', order: isNewestFirst ? 'asc' : 'desc' })
            }
          >
            Newest first
          </Button>
          <Button
            variant={isFollowing ? 'primary' : 'quiet'}
            aria-pressed={isFollowing}
            title={
              isOldestFirst(sort)
                ? 'Keep the end in view as events are added'
                : 'Sort oldest first, and keep the end in view as events are added'
            }
            onClick={onFollow}
          >
            Follow
          </Button>
          <Button
            variant="quiet"
            aria-expanded={findBar.isOpen}
            {...keyHint(FIND_COMMAND, 'Find text in these rows')}
            onClick={findBar.isOpen ? findBar.close : findBar.open}
          >
            Find
          </Button>
          {jump}
        </>
      }
    >
      {children}
    </TableToolbar>
  );
}

function readoutOf({ list: { firstRow, lastRow }, total }: GrowingRows): string {
  const of = `of ${formatCount(total)}`;
  return firstRow === lastRow
    ? `row ${formatCount(firstRow + 1)} ${of}`
    : `rows ${formatCount(firstRow + 1)}–${formatCount(lastRow + 1)} ${of}`;
}
