import { classNames } from '@/components/ui/class-names';
import type { SimulationListing } from '@/lib/api/contract';
import styles from './run-status-badge.module.css';
import { shownStatus, type ShownStatus } from './shown-status';

const MEANINGS: Readonly<Record<ShownStatus, string>> = {
  live: 'Its event files were written within the last minute',
  finished: 'Its stream has an end, or there is a result',
  interrupted: 'It has no end, and its event files have not been written to for a minute',
  indexing: 'Its event files are being read',
};

/** The status of a run: a symbol and a word. */
export function RunStatusBadge({
  simulation,
}: {
  readonly simulation: Pick<SimulationListing, 'status' | 'index'>;
}) {
  const status = shownStatus(simulation);
  return (
    <span className={classNames(styles['badge'], styles[status])} title={MEANINGS[status]}>
      <svg
        className={styles['mark']}
        viewBox="0 0 10 10"
        width="10"
        height="10"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        aria-hidden="true"
      >
        <Mark status={status} />
      </svg>
      {status}
    </span>
  );
}

function Mark({ status }: { readonly status: ShownStatus }) {
  switch (status) {
    case 'live':
      return <circle cx="5" cy="5" r="3" fill="currentColor" stroke="none" />;
    case 'finished':
      return <path d="M1.5 5.4 4 8 8.6 2.4" />;
    case 'indexing':
      return <path d="M1.5 2.5H8.5M1.5 5H8.5M1.5 7.5H5" />;
    case 'interrupted':
      return <path d="M0.5 5H3.6M6.4 5H9.5M4.2 7.6 5.8 2.4" />;
  }
}
