import Link from 'next/link';
import { countOf, formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import type { SimulationListing } from '@/lib/api/contract';
import styles from './selection-bar.module.css';

/** Leads to the ensemble of the chosen runs, and to that of all runs with their name. */
export function EnsembleLinks({
  chosen,
  all,
}: {
  readonly chosen: readonly SimulationListing[];
  readonly all: readonly SimulationListing[];
}) {
  const names = new Set(chosen.map(({ name }) => name));
  const [name] = names;
  const alike = names.size === 1 ? all.filter((each) => each.name === name) : [];
  const ofChosen = new URLSearchParams(chosen.map(({ id }) => ['runs', id])).toString();
  return (
    <>
      {alike.length < 2 || name === undefined ? null : (
        <Link
          className={styles['link']}
          href={`/ensemble?${new URLSearchParams({ name }).toString()}`}
        >
          All {formatCount(alike.length)} of {shownName(name, 40)}
        </Link>
      )}
      {chosen.length < 2 ? null : (
        <Link className={styles['link']} href={`/ensemble?${ofChosen}`}>
          Ensemble of {countOf(chosen.length, 'run')}
        </Link>
      )}
    </>
  );
}
