'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Comparison } from '@/lib/api/client';
import type { CompareView } from './compare-view';
import { PAGE_ROWS, type ComparedPair } from './comparison-query';
import { findDifference, findRow, type RowPlace } from './find-difference';
import { turnsOfBoth } from './turn-axis';
import type { ChangeView } from './use-compare-view';

/** Where the page is among the differences, and the ways to go on. */
export interface Differences {
  /** The turn of the cursor. */
  readonly turn: number;
  /** The place of the selected row in its turn; `null` without one. */
  readonly place: number | null;
  /** The page of rows, from 1; `undefined` while the row of the divergence is looked for. */
  readonly page: number | undefined;
  readonly step: (step: 'next' | 'previous') => void;
  readonly goToTurn: (turn: number) => void;
  readonly goToDivergence: () => void;
  /** Leaves out rows that are the same, or shows them again. The selected row stays, unless it is left out. */
  readonly toggleOnly: () => void;
}

/** The page with a row, from 1. @param at the index of the row, from 0 */
function pageAt(at: number): number {
  return 1 + Math.floor(at / PAGE_ROWS);
}

/** The address holds turn, row and page. Without them, the page is at the first divergence. */
export function useDifferences({
  pair,
  comparison,
  view,
  changeView,
  say,
}: {
  readonly pair: ComparedPair;
  readonly comparison: Comparison | undefined;
  readonly view: CompareView;
  readonly changeView: ChangeView;
  readonly say: (note: string) => void;
}): Differences {
  const client = useQueryClient();
  const divergence = comparison?.first_divergence ?? null;
  const turns = comparison && turnsOfBoth(comparison);
  const turn = view.turn ?? divergence?.turn ?? turns?.first ?? 0;
  const isAtDivergence =
    divergence !== null && turn === divergence.turn && view.place === null && view.page === null;
  const { data: found, isPending } = useQuery({
    queryKey: ['row-of-divergence', pair.a, pair.b, pair.ignored, divergence?.a, divergence?.b],
    queryFn: async () =>
      (await findRow(
        client,
        pair,
        turn,
        ({ a, b }) =>
          (a?.event_id ?? null) === divergence?.a && (b?.event_id ?? null) === divergence.b,
      )) ?? null,
    enabled: isAtDivergence,
    structuralSharing: false,
  });
  const isOnly = view.only === 'differences';
  const pageOf = ({ place, difference }: RowPlace): number => pageAt(isOnly ? difference : place);
  const row = isAtDivergence ? (found ?? null) : null;
  const place = view.place ?? row?.place ?? null;
  const page = isAtDivergence && isPending ? undefined : (view.page ?? (row ? pageOf(row) : 1));

  return {
    turn,
    place,
    page,
    step(direction) {
      if (comparison === undefined) return;
      void findDifference(client, pair, comparison.turns, { turn, place }, direction).then(
        (next) => {
          if (next === undefined) say(`There is no ${direction} difference`);
          else changeView({ turn: next.turn, place: next.place, page: pageOf(next) }, 'replace');
        },
        () => say('The events could not be loaded'),
      );
    },
    goToTurn(next) {
      if (turns === undefined) return;
      const within = Math.min(Math.max(next, turns.first), turns.last);
      if (within !== turn) changeView({ turn: within, place: null, page: 1 }, 'replace');
    },
    goToDivergence: () => changeView({ turn: null, place: null, page: null }),
    toggleOnly() {
      const only = isOnly ? null : 'differences';
      if (isAtDivergence) {
        changeView({ only }, 'replace');
      } else if (place === null) {
        changeView({ only, page: 1 }, 'replace');
      } else if (isOnly) {
        changeView({ only, page: pageAt(place) }, 'replace');
      } else {
        void findRow(client, pair, turn, (row) => row.place === place).then(
          (row) =>
            changeView(
              { only, place: row?.place ?? null, page: pageAt(row?.difference ?? 0) },
              'replace',
            ),
          () => say('The events could not be loaded'),
        );
      }
    },
  };
}
