import type { FieldAddress } from '@/components/event-record/field-address';
import { READS_ATTRIBUTE } from '@/components/event-record/open-reader';

/**
 * Gives the focus to the button of a field, or of another field where the field has none, unless an element has the focus. On a
 * page that is still loading, it waits for the button until the reader of the page does anything else.
 */
export function returnFocus(address: FieldAddress): void {
  if (document.activeElement !== document.body || focusButton(address)) return;
  const stopping = new AbortController();
  const observer = new MutationObserver(() => {
    if (document.activeElement !== document.body || focusButton(address)) stopping.abort();
  });
  stopping.signal.addEventListener('abort', () => observer.disconnect());
  observer.observe(document.body, { childList: true, subtree: true });
  for (const sign of ['focusin', 'keydown', 'pointerdown']) {
    document.addEventListener(sign, () => stopping.abort(), { signal: stopping.signal });
  }
}

/** @returns whether there is a button */
function focusButton(address: FieldAddress): boolean {
  const buttons = [...document.querySelectorAll<HTMLElement>(`[${READS_ATTRIBUTE}]`)];
  const own = buttons.find((button) => button.getAttribute(READS_ATTRIBUTE) === address);
  const button = own ?? buttons[0];
  button?.focus();
  return button !== undefined;
}
