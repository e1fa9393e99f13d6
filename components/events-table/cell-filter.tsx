import { keyHint } from '@/components/commands/key-hint';
import type { CriteriaChoice } from '@/components/event-choices';
import type { EventCriteria } from '@/lib/filters/event-filter';
import styles from './cell-filter.module.css';
import { EXCLUDE_CELL_COMMAND, INCLUDE_CELL_COMMAND } from './table-commands';

/** A cell under the pointer, or of the keyboard, and its place in the frame of the table. */
export interface CellPlace {
  readonly choice: CriteriaChoice;
  readonly leftPx: number;
  readonly topPx: number;
}

/** Two buttons over the end of a cell. For the pointer: the keyboard has `+` and `-`. */
export function CellFilter({
  place: { choice, leftPx, topPx },
  onAddCriteria,
}: {
  readonly place: CellPlace;
  readonly onAddCriteria: (criteria: EventCriteria) => void;
}) {
  const { fact, only, not } = choice;
  return (
    <div
      className={styles['buttons']}
      style={{ left: leftPx, top: topPx }}
      data-cell-filter=""
      aria-hidden="true"
    >
      <button
        type="button"
        tabIndex={-1}
        title={keyHint(INCLUDE_CELL_COMMAND, `Only ${fact}`).title}
        onClick={() => onAddCriteria(only)}
      >
        +
      </button>
      {not === undefined ? null : (
        <button
          type="button"
          tabIndex={-1}
          title={keyHint(EXCLUDE_CELL_COMMAND, `Leave out ${fact}`).title}
          onClick={() => onAddCriteria(not)}
        >
          −
        </button>
      )}
    </div>
  );
}
