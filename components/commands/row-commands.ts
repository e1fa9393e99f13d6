import type { KeyInput } from '@/components/ui/key-press';
import type { RowStep } from '@/components/ui/row-after-step';
import { runByFocusKey, type Command } from './command';

/** A table in which one row is the active one. */
export interface RowWalker {
  readonly walk: (step: RowStep) => void;
}

/** Commands that walk over the rows of a table, which has the focus. */
export const ROW_COMMANDS = [
  { id: 'next', label: 'Next row', focusKeys: ['ArrowDown', 'j'], run: walk('next') },
  { id: 'previous', label: 'Previous row', focusKeys: ['ArrowUp', 'k'], run: walk('previous') },
  { id: 'page-down', label: 'A page down', focusKeys: ['PageDown'], run: walk('pageDown') },
  { id: 'page-up', label: 'A page up', focusKeys: ['PageUp'], run: walk('pageUp') },
  { id: 'first', label: 'First row', focusKeys: ['Home'], run: walk('first') },
  { id: 'last', label: 'Last row', focusKeys: ['End'], run: walk('last') },
] as const satisfies readonly Command<RowWalker>[];

/** Handles a key. @returns whether it moves the active row */
export function walkByKey(
  press: KeyInput & { preventDefault(): void },
  walker: RowWalker,
): boolean {
  return runByFocusKey({ title: 'Rows', commands: ROW_COMMANDS }, walker, press);
}

function walk(step: RowStep): (walker: RowWalker) => void {
  return (walker) => walker.walk(step);
}
