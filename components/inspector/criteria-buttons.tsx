import type { CriteriaChoice } from '@/components/event-choices';
import { Button } from '@/components/ui/button';
import type { EventCriteria } from '@/lib/filters/event-filter';
import styles from './criteria-buttons.module.css';

/** The buttons for a fact, faint until their line is hovered or focused. */
export function CriteriaButtons({
  choice: { fact, only, not },
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
        aria-label={`Only ${fact}`}
        title={`Only ${fact}`}
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
          aria-label={`Not ${fact}`}
          title={`Not ${fact}`}
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
