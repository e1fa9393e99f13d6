import { Button } from './button';
import { countOf, formatCount } from './format-count';
import styles from './page-buttons.module.css';
import type { Pages } from './use-pages';

/** Buttons to page through long content, with the amount not shown; nothing when all is shown. */
export function PageButtons({ pages, noun }: { readonly pages: Pages; readonly noun: string }) {
  const { from, to, total, isPaged, canGoOn, showMore, goOn, goBack } = pages;
  if (!isPaged) {
    return to >= total ? null : (
      <Button variant="quiet" className={styles['more'] ?? ''} onClick={showMore}>
        {countOf(total - to, `more ${noun}`)}
      </Button>
    );
  }
  return (
    <div className={styles['pages']} role="group" aria-label="Pages">
      <Button disabled={from === 0} onClick={goBack}>
        Back
      </Button>
      <span role="status">
        {formatCount(from + 1)}–{formatCount(to)} of {countOf(total, noun)}
      </span>
      <Button disabled={!canGoOn} onClick={goOn}>
        Next
      </Button>
    </div>
  );
}
