import { OutcomeGlyph } from '@/components/event-type/outcome-glyph';
import styles from './timeline-legend.module.css';

/** The markers of the lanes in words, while they are drawn. */
export function TimelineLegend({
  hasFailures,
  hasChain,
}: {
  readonly hasFailures: boolean;
  readonly hasChain: boolean;
}) {
  if (!hasFailures && !hasChain) return null;
  return (
    <ul className={styles['legend']} aria-label="Markers">
      {hasFailures ? (
        <li className={styles['marker']}>
          <OutcomeGlyph outcome="failed" />
          failed event
        </li>
      ) : null}
      {hasChain ? (
        <li className={styles['marker']}>
          <svg className={styles['chain']} viewBox="0 0 24 10" aria-hidden="true">
            <path d="M1 5H8M16 5H23" />
            <circle cx="12" cy="5" r="3.5" />
          </svg>
          likely cause to effect
        </li>
      ) : null}
    </ul>
  );
}
