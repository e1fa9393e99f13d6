import { fraction } from '@/components/server-data';
import { formatPercent } from '@/components/ui/format-percent';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { IndexState } from '@/lib/api/contract';
import styles from './index-status.module.css';

/** How far a simulation's index is; nothing to say when it is ready. */
export function IndexStatus({ index }: { readonly index: IndexState }) {
  switch (index.state) {
    case 'ready':
      return null;
    case 'indexing': {
      const done = fraction(index) ?? 0;
      return (
        <span className={styles['indexing']}>
          <ProgressBar value={done} label="Indexing" />
          <span>indexing {formatPercent(done)}</span>
        </span>
      );
    }
    case 'failed':
      return (
        <span className={styles['failed']} title={index.error}>
          Indexing failed: {index.error ?? 'no reason given'}
        </span>
      );
  }
}
