import { Button } from '@/components/ui/button';
import type { EventCriteria } from '@/lib/filters/event-filter';
import styles from './criteria-buttons.module.css';

/** Filters that a fact of an event suggests: only events that share it, or none of them. */
export interface CriteriaChoice {
  /** The fact in words: `agent oslo_grain`. */
  readonly what: string;
  readonly only: EventCriteria;
  /** Absent where events cannot be left out by it. */
  readonly not?: EventCriteria;
}

/** Buttons for them; quiet until the line they stand on is looked at. */
export function CriteriaButtons({
  choice: { what, only, not },
  onAddCriteria,
}: {
  readonly choice: CriteriaChoice;
  readonly onAddCriteria: (criteria: EventCriteria) => void;
}) {
  return (
    <span className={styles['buttons']}>
      <Button
        variant="quiet"
        className={styles['button'] ?? ''}
        aria-label={`Only ${what}`}
        title={`Only ${what}`}
        onClick={() => onAddCriteria(only)}
      >
        <Magnifier path="M2.8 5H7.2M5 2.8V7.2" />
      </Button>
      {not === undefined ? (
        <span className={styles['button']} />
      ) : (
        <Button
          variant="quiet"
          className={styles['button'] ?? ''}
          aria-label={`Not ${what}`}
          title={`Not ${what}`}
          onClick={() => onAddCriteria(not)}
        >
          <Magnifier path="M2.8 5H7.2" />
        </Button>
      )}
    </span>
  );
}

function Magnifier({ path }: { readonly path: string }) {
  return (
    <svg
      viewBox="0 0 13 13"
      width="13"
      height="13"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.2"
      aria-hidden="true"
    >
      <circle cx="5" cy="5" r="4.2" />
      <path d={`M8.2 8.2 12 12${path}`} />
    </svg>
  );
}
