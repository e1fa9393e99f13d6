import { Button } from '@/components/ui/button';
import { SORT_COLUMNS, sortedBy, type ListView } from './list-order';
import styles from './sort-choice.module.css';

/** Chooses the order where there are no column headers to click. */
export function SortChoice({
  view,
  onChangeView,
}: {
  readonly view: ListView;
  readonly onChangeView: (next: ListView) => void;
}) {
  const isAscending = view.order === 'asc';
  return (
    <div className={styles['choice']}>
      <select
        className={styles['column']}
        aria-label="Sort by"
        value={view.sort}
        onChange={({ target }) => {
          const column = SORT_COLUMNS.find((one) => one === target.value);
          if (column !== undefined) onChangeView(sortedBy(view, column));
        }}
      >
        {SORT_COLUMNS.map((column) => (
          <option key={column} value={column}>
            by {column}
          </option>
        ))}
      </select>
      <Button
        onClick={() => onChangeView(sortedBy(view, view.sort))}
        aria-label={isAscending ? 'Ascending: turn round' : 'Descending: turn round'}
      >
        {isAscending ? '↑' : '↓'}
      </Button>
    </div>
  );
}
