/** This many are folded in one turn of the event loop. */
const AT_A_TIME = 10;

/** Folds or unfolds all that folds in an element, some in each turn of the event loop. The latest call counts. */
export function foldAll(root: Element, isOpen: boolean): void {
  const waiting = [...root.querySelectorAll('details')].filter(({ open }) => open !== isOpen);
  const turn = String(++turns);
  root.setAttribute(TURN, turn);
  const next = (): void => {
    if (root.getAttribute(TURN) !== turn) return;
    for (const each of waiting.splice(0, AT_A_TIME)) each.open = isOpen;
    if (waiting.length > 0) setTimeout(next);
  };
  next();
}

const TURN = 'data-fold';
let turns = 0;
