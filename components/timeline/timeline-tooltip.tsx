import { createPortal } from 'react-dom';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { typeGlyph } from '@/components/event-type/type-glyph';
import { formatCount } from '@/components/ui/format-count';
import type { ProbeFacts } from './probe-facts';
import styles from './timeline-tooltip.module.css';

export const TOOLTIP_WIDTH_PX = 232;
const EDGE_PX = 4;
const GAP_PX = 6;
const ROW_PX = 18;
/** The height without the counts, with two lines each for the place and the lane. */
const CHROME_PX = 120;

/** The position of the pointer or the cursor, in pixels of the window; `top` and `bottom` are of the element under it. */
export interface TooltipAnchor {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Exact counts, in a box of constant size below their place, or above it without room below. */
export function TimelineTooltip({
  facts,
  anchor,
}: {
  readonly facts: ProbeFacts;
  readonly anchor: TooltipAnchor;
}) {
  const { where, lane, counts, total, failed, event } = facts;
  const heightPx = CHROME_PX + (counts.length + 1) * ROW_PX;
  const rightmost = window.innerWidth - TOOLTIP_WIDTH_PX - EDGE_PX;
  const left = Math.max(EDGE_PX, Math.min(anchor.x - TOOLTIP_WIDTH_PX / 2, rightmost));
  const fitsBelow = anchor.bottom + GAP_PX + heightPx <= window.innerHeight;
  const place = fitsBelow
    ? { top: anchor.bottom + GAP_PX }
    : { bottom: Math.max(EDGE_PX, window.innerHeight - anchor.top + GAP_PX) };
  return createPortal(
    <div
      className={styles['tooltip']}
      style={{ left, ...place, width: TOOLTIP_WIDTH_PX, minHeight: heightPx }}
      data-timeline-tooltip=""
      aria-hidden="true"
    >
      <p className={styles['where']}>{where}</p>
      <p className={styles['lane']}>{lane ?? 'all events'}</p>
      <ul className={styles['counts']}>
        {counts.map(({ type, count }) => (
          <li key={type} data-nothing={count === 0}>
            <EventTypeGlyph eventType={type} />
            <span className={styles['type']}>{typeGlyph(type).name}</span>
            <span className={styles['count']}>
              {count === undefined ? 'in other types' : formatCount(count)}
            </span>
          </li>
        ))}
        <li data-nothing={failed === undefined || failed === 0}>
          <span className={styles['failed']}>✕</span>
          <span className={styles['type']}>failed</span>
          <span className={styles['count']}>
            {failed === undefined ? '–' : formatCount(failed)}
          </span>
        </li>
      </ul>
      <p className={styles['foot']}>
        {event === undefined ? (
          <>
            <span>total</span>
            <span className={styles['count']}>{formatCount(total)}</span>
          </>
        ) : (
          <span className={styles['text']}>{event.text}</span>
        )}
      </p>
    </div>,
    document.body,
  );
}
