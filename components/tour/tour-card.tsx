'use client';

import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { isKey } from '@/components/ui/key-press';
import { placeCard } from './place-card';
import styles from './tour-card.module.css';
import { TOUR_STEPS, type TourTarget } from './tour-steps';
import { useTargetBox } from './use-target-box';

const CARD_WIDTH_PX = 320;
/** Until the card is measured. */
const CARD_HEIGHT_PX = 170;

/**
 * A step of the tour, beside the element that it is about. It covers nothing else and takes no keys: the page goes on working.
 * Escape in it leaves the tour.
 */
export function TourCard({
  step,
  target,
  onStep,
  onLeave,
}: {
  /** The index of the step. */
  readonly step: number;
  readonly target: TourTarget;
  readonly onStep: (step: number) => void;
  readonly onLeave: () => void;
}) {
  const titleId = useId();
  const textId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const card = useRef<HTMLElement>(null);
  const [heightPx, setHeightPx] = useState(CARD_HEIGHT_PX);
  const { title: name = '', text = '', selector = '' } = TOUR_STEPS[step] ?? {};
  const box = useTargetBox(selector);
  const begin = useEffectEvent(() => {
    TOUR_STEPS[step]?.prepare(target);
    title.current?.focus();
  });

  // The page and its focus.
  useEffect(() => begin(), [step]);

  // The size of the card.
  useEffect(() => {
    const element = card.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeightPx(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const leave = () => {
    // The card disappears with the focus.
    document.getElementById('view-panel')?.focus();
    onLeave();
  };
  const view = { width: window.innerWidth, height: window.innerHeight };
  const width = Math.min(CARD_WIDTH_PX, view.width - 16);
  const isLast = step === TOUR_STEPS.length - 1;
  return (
    <>
      {box === null ? null : (
        <div className={styles['ring']} style={{ ...box }} aria-hidden="true" />
      )}
      <section
        ref={card}
        className={styles['card']}
        style={{ ...placeCard(box, { width, height: heightPx }, view), width }}
        aria-label="Tour"
        onKeyDown={(press) => {
          if (!isKey(press, 'Escape')) return;
          press.preventDefault();
          leave();
        }}
      >
        <h2
          ref={title}
          id={titleId}
          className={styles['title']}
          tabIndex={-1}
          aria-describedby={textId}
        >
          {name}
          <span className={styles['place']}>
            {' '}
            step {step + 1} of {TOUR_STEPS.length}
          </span>
        </h2>
        <p id={textId} className={styles['text']}>
          {text}
        </p>
        <div className={styles['buttons']}>
          <Button variant="quiet" onClick={leave}>
            {isLast ? 'Close' : 'Leave the tour'}
          </Button>
          <Button disabled={step === 0} onClick={() => onStep(step - 1)}>
            Back
          </Button>
          <Button variant="primary" onClick={() => (isLast ? leave() : onStep(step + 1))}>
            {isLast ? 'Done' : 'Next'}
          </Button>
        </div>
      </section>
    </>
  );
}
