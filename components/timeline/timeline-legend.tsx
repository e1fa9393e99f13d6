import { OutcomeGlyph } from '@/components/event-type/outcome-glyph';
import { CrossButton } from './cross-button';
import styles from './timeline-legend.module.css';

/** The markers of the lanes in words, while they are drawn. */
export function TimelineLegend({
  hasFailures,
  hasChain,
  onChainEnd,
}: {
  readonly hasFailures: boolean;
  readonly hasChain: boolean;
  readonly onChainEnd: () => void;
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
          <CrossButton label="End the line from the likely cause" onClick={onChainEnd} />
        </li>
      ) : null}
    </ul>
  );
}
