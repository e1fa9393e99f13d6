import { shownName, type ShownText } from './shown-text';

const MAX_SHOWN = 64;
const HEAD = 40;
const TAIL = 12;

/**
 * An id as a person is shown it: letters that cannot be seen as JSON escapes them, and of a long id its beginning, its
 * end, and how many characters it has.
 */
export function shownId(id: string): ShownText {
  if (id.length <= MAX_SHOWN) return shownName(id);
  const characters = id.length.toLocaleString('en');
  return shownName(`${id.slice(0, HEAD)}…${id.slice(-TAIL)} (${characters} characters)`);
}
