import { RunStatusBadge } from '@/components/run-status/run-status-badge';
import { shownName } from '@/components/ui/shown-text';
import { Button } from '@/components/ui/button';
import type { SimulationListing } from '@/lib/api/contract';
import { compareNumbers } from './compare-numbers';
import styles from './selection-bar.module.css';

/** The chosen simulations. With two, it compares their numbers. Nothing without a choice. */
export function SelectionBar({
  chosen,
  onClear,
}: {
  /** At most two. */
  readonly chosen: readonly SimulationListing[];
  readonly onClear: () => void;
}) {
  const [first, second] = chosen;
  return (
    <section
      className={styles['bar']}
      aria-label="Chosen simulations"
      data-open={first !== undefined}
    >
      {first === undefined ? null : (
        <>
          {second === undefined ? (
            <p className={styles['hint']}>
              <b className={styles['one']}>{shownName(first.name)}</b>
              <span className={styles['quiet']}>
                {' '}
                is chosen. Choose another to see their numbers side by side.
              </span>
            </p>
          ) : (
            <SideBySide first={first} second={second} />
          )}
          <Button onClick={onClear}>Clear</Button>
        </>
      )}
    </section>
  );
}

function SideBySide({
  first,
  second,
}: {
  readonly first: SimulationListing;
  readonly second: SimulationListing;
}) {
  return (
    <div className={styles['numbers']} role="table" aria-label="Side by side">
      <div className={styles['pair']} role="row">
        <span role="columnheader" className={styles['quiet']}>
          <span className="visually-hidden">number</span>
        </span>
        {[first, second].map((simulation) => (
          <span key={simulation.id} role="columnheader" className={styles['who']}>
            <span
              className={styles['simulation']}
              title={`${shownName(simulation.name)}, ${shownName(simulation.id)}`}
            >
              {shownName(first.name === second.name ? simulation.id : simulation.name)}
            </span>
            <RunStatusBadge simulation={simulation} />
          </span>
        ))}
        <span role="columnheader" className={styles['quiet']}>
          difference
        </span>
      </div>
      {compareNumbers(first, second).map((pair) => (
        <div key={pair.name} className={styles['pair']} role="row">
          <span role="rowheader" className={styles['quiet']}>
            {pair.name}
          </span>
          <span role="cell">{pair.first}</span>
          <span role="cell">{pair.second}</span>
          <span role="cell" className={styles['difference']}>
            {pair.difference}
            {pair.share === undefined ? null : (
              <span className={styles['share']}> {pair.share}</span>
            )}
          </span>
        </div>
      ))}
    </div>
  );
}
