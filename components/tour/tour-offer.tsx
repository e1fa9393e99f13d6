import { Button } from '@/components/ui/button';
import styles from './tour-offer.module.css';
import type { Tour } from './use-tour';

/** Offers the tour in one line, and can be sent away for good. */
export function TourOffer({ tour }: { readonly tour: Tour }) {
  if (!tour.isOffered) return null;
  return (
    <div className={styles['offer']} role="group" aria-label="Tour">
      <Button variant="quiet" className={styles['start'] ?? ''} onClick={tour.start}>
        Tour in five steps
      </Button>
      <Button
        variant="quiet"
        className={styles['decline'] ?? ''}
        aria-label="No tour"
        title="No tour: it stays in the list of commands"
        onClick={tour.leave}
      >
        <svg viewBox="0 0 10 10" width="8" height="8" aria-hidden="true">
          <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </Button>
    </div>
  );
}
