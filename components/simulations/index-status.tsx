import { ProgressBar } from '@/components/ui/progress-bar';
import { shownStart } from '@/components/ui/shown-text';
import type { IndexState } from '@/lib/api/contract';
import { progressFacts, progressShare } from '@/lib/api/progress-facts';
import styles from './index-status.module.css';

const MAX_REASON_LENGTH = 500;

/** The progress of a simulation's index in one line; nothing while it is not being built. */
export function IndexingProgress({ index }: { readonly index: IndexState }) {
  if (index.state !== 'indexing') return null;
  // The size is unknown before the first look at its files.
  const isWaiting = index.bytes_total === 0;
  const facts = isWaiting ? ['waiting for its turn'] : progressFacts(index);
  return (
    <span className={styles['progress']} title={`Indexing: ${facts.join(', ')}`}>
      <ProgressBar
        value={isWaiting ? 0 : progressShare(index)}
        label="Indexing"
        valueText={facts.join(', ')}
      />
      <span aria-hidden="true">{isWaiting ? '…' : facts[0]}</span>
    </span>
  );
}

/** The reason why a simulation's index could not be built; otherwise nothing. */
export function IndexFailure({ index }: { readonly index: IndexState }) {
  if (index.state !== 'failed') return null;
  return (
    <span className={styles['failed']}>
      Indexing failed: {shownStart(index.error ?? 'no reason given', MAX_REASON_LENGTH)}. It is
      tried again at the next request.
    </span>
  );
}
