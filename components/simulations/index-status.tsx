import { ProgressBar } from '@/components/ui/progress-bar';
import { shownName } from '@/components/ui/shown-text';
import type { IndexState } from '@/lib/api/contract';
import { progressFacts, progressShare } from '@/lib/api/progress-facts';
import styles from './index-status.module.css';

const MAX_REASON_LENGTH = 500;

/** How far a simulation's index is, in the room of one line; nothing when it is not being made. */
export function IndexingProgress({ index }: { readonly index: IndexState }) {
  if (index.state !== 'indexing') return null;
  // Before its files were looked at nothing is known of how much there is.
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

/** Why a simulation's index could not be made; nothing when it could. */
export function IndexFailure({ index }: { readonly index: IndexState }) {
  if (index.state !== 'failed') return null;
  return (
    <span className={styles['failed']}>
      Indexing failed: {shownName(index.error ?? 'no reason given', MAX_REASON_LENGTH)}. It is tried
      again whenever it is asked for.
    </span>
  );
}
