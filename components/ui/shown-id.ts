import { shownName, type ShownText } from './shown-text';

const MAX_SHOWN = 64;
const HEAD = 40;
const TAIL = 12;

/** An id for people: invisible letters as JSON escapes; of a long id the beginning, the end, and the number of characters. */
export function shownId(id: string): ShownText {
  if (id.length <= MAX_SHOWN) return shownName(id);
  const characters = id.length.toLocaleString('en');
  return shownName(`${id.slice(0, HEAD)}…${id.slice(-TAIL)} (${characters} characters)`);
}
