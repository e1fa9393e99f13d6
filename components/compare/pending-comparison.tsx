import { Skeleton } from '@/components/ui/skeleton';
import styles from './compare-page.module.css';

/** The page while the runs are being compared. */
export function PendingComparison() {
  return (
    <div className={styles['pending']} aria-busy="true">
      <p className="visually-hidden" role="status">
        Comparing the runs
      </p>
      {['60%', '100%', '100%', '100%', '80%', '90%', '70%'].map((width, at) => (
        <Skeleton key={at} width={width} />
      ))}
    </div>
  );
}
