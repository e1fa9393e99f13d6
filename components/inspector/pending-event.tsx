import { Skeleton } from '@/components/ui/skeleton';
import styles from './pending-event.module.css';

/** Stands in for an event until it is loaded. */
export function PendingEvent() {
  return (
    <div className={styles['pending']} aria-busy="true">
      <Skeleton width="40%" />
      <Skeleton width="80%" />
      {[60, 30, 50, 40, 55].map((width) => (
        <Skeleton key={width} width={`${width}%`} />
      ))}
    </div>
  );
}
