import Link from 'next/link';
import { PendingTable } from '@/components/events-table/pending-table';
import { shownName } from '@/components/ui/shown-text';
import { Skeleton } from '@/components/ui/skeleton';
import styles from './explorer.module.css';
import pendingStyles from './pending-explorer.module.css';
import headerStyles from './viewer-header.module.css';
import barStyles from './status-bar.module.css';

/** The explorer before its data is loaded, in its final layout. */
export function PendingExplorer({
  simulationId,
  hasSelection,
}: {
  readonly simulationId: string;
  /** Whether the address selects an event. */
  readonly hasSelection: boolean;
}) {
  return (
    <div className={styles['explorer']} aria-busy="true">
      <header className={headerStyles['header']}>
        <div className={headerStyles['path']}>
          <Link href="/" prefetch={false} className={headerStyles['home']}>
            Causeway
          </Link>
          <span aria-hidden="true" className={headerStyles['slash']}>
            /
          </span>
          <h1 className={headerStyles['name']}>{shownName(simulationId)}</h1>
        </div>
      </header>
      <div className={pendingStyles['timeline']} />
      <div className={pendingStyles['panes']}>
        <div className={pendingStyles['filters']} />
        <main className={pendingStyles['centre']}>
          <div className={styles['tabBar']} />
          <div className={styles['panel']}>
            <PendingTable />
          </div>
        </main>
        {hasSelection ? <div className={pendingStyles['inspector']} /> : null}
      </div>
      <footer className={barStyles['bar']}>
        <Skeleton width="120px" />
      </footer>
    </div>
  );
}
