import Link from 'next/link';
import { compareLink } from '@/components/compare-link';
import { keyHint } from '@/components/commands/key-hint';
import { RunStatusBadge } from '@/components/run-status/run-status-badge';
import { shownName } from '@/components/ui/shown-text';
import { Button } from '@/components/ui/button';
import { countOf } from '@/components/ui/format-count';
import type { SimulationListing } from '@/lib/api/contract';
import { compareNumbers } from './compare-numbers';
import { EnsembleLinks } from './ensemble-links';
import { COMPARE_COMMAND } from './list-commands';
import { MAX_CHOSEN } from './list-order';
import styles from './selection-bar.module.css';

/** The chosen simulations, and what can be done with them. Two have their numbers side by side. Nothing without a choice. */
export function SelectionBar({
  chosen,
  all,
  onClear,
}: {
  readonly chosen: readonly SimulationListing[];
  readonly all: readonly SimulationListing[];
  readonly onClear: () => void;
}) {
  const [first, second] = chosen;
  return (
    <section
      className={styles['bar']}
      aria-label="Chosen simulations"
      data-open={chosen.length > 0}
    >
      {chosen.length === 0 ? null : (
        <>
          <Chosen chosen={chosen} />
          <div className={styles['actions']}>
            {chosen.length === 2 && first !== undefined && second !== undefined ? (
              <Link
                className={styles['compare']}
                href={compareLink(first.id, second.id)}
                prefetch={false}
                {...keyHint(COMPARE_COMMAND)}
              >
                Compare
              </Link>
            ) : null}
            <EnsembleLinks chosen={chosen} all={all} />
            <Button onClick={onClear}>Clear</Button>
          </div>
        </>
      )}
    </section>
  );
}

function Chosen({ chosen }: { readonly chosen: readonly SimulationListing[] }) {
  const [first, second] = chosen;
  if (first === undefined) return null;
  if (second === undefined) {
    return (
      <p className={styles['hint']}>
        <b className={styles['one']}>{shownName(first.name)}</b>
        <span className={styles['quiet']}>
          {' '}
          is chosen. Choose another to see their numbers side by side.
        </span>
      </p>
    );
  }
  if (chosen.length === 2) return <SideBySide first={first} second={second} />;
  return (
    <p className={styles['hint']}>
      <b className={styles['one']}>{countOf(chosen.length, 'run')}</b>
      <span className={styles['quiet']}>
        {chosen.length < MAX_CHOSEN
          ? ' are chosen.'
          : ' are chosen, the most that an address holds.'}
      </span>
    </p>
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
