import { classNames } from '@/components/ui/class-names';
import styles from './facet-head.module.css';
import type { FacetOrder } from './facet-order';
import type { FacetSort } from './use-facet-order';

/** The names of the columns of a facet: each is a button that sorts by its column. */
export function FacetHead({
  label,
  sort: { orders, order, onOrder },
}: {
  readonly label: string;
  readonly sort: FacetSort;
}) {
  const numbers = orders.filter((one) => one !== 'name');
  const column = (one: FacetOrder) => (
    <button
      key={one}
      type="button"
      className={classNames(styles['column'], one !== 'name' && styles['number'])}
      aria-pressed={one === order}
      aria-label={`By ${one}`}
      title={one === 'name' ? 'Sort by name' : `Most ${one} first`}
      onClick={() => onOrder(one)}
    >
      {one}
      {one === order ? (one === 'name' ? ' ↑' : ' ↓') : ''}
    </button>
  );
  return (
    <div className={styles['head']} role="group" aria-label={label}>
      <span className={styles['name']}>sort: {column('name')}</span>
      {numbers.map(column)}
    </div>
  );
}
