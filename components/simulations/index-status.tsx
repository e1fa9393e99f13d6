import { IndexProgressBar } from '@/components/index-progress';
import type { IndexState } from '@/lib/api/contract';
import styles from './index-status.module.css';

/** How far a simulation's index is; nothing to say when it is ready. */
export function IndexStatus({ index }: { readonly index: IndexState }) {
  switch (index.state) {
    case 'ready':
      return null;
    case 'indexing':
      return (
        <span className={styles['indexing']}>
          <IndexProgressBar index={index} />
        </span>
      );
    case 'failed':
      return (
        <span className={styles['failed']} title={index.error}>
          Indexing failed: {index.error ?? 'no reason given'}
        </span>
      );
  }
}
