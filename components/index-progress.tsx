import { ProgressBar } from '@/components/ui/progress-bar';
import type { IndexProgress } from '@/lib/api/contract';
import { progressFacts, progressShare } from '@/lib/api/progress-facts';
import styles from './index-progress.module.css';

/** The progress of a simulation's index: a bar, and known facts in words. */
export function IndexProgressBar({ index }: { readonly index: IndexProgress | undefined }) {
  const facts = index === undefined ? [] : progressFacts(index);
  return (
    <span className={styles['progress']}>
      <ProgressBar
        value={index === undefined ? undefined : progressShare(index)}
        label="Indexing"
        valueText={facts.length === 0 ? undefined : facts.join(', ')}
      />
      <span className={styles['facts']} aria-hidden="true">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
    </span>
  );
}
