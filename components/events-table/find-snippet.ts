import { describeEvent } from '@/components/event-type/describe-event';
import { shownStart, startOf, type ShownText } from '@/components/ui/shown-text';
import type { StoredEvent } from '@/lib/events/read-event';
import { decodeEscapes, textPattern } from '@/lib/filters/match-text';
import { boundedJson } from '@/lib/json/bounded-json';

/** The surroundings of a match that the line of its event does not show. */
export interface Snippet {
  readonly place: 'in details' | 'further on';
  /** The match, and some text before and after it; empty where only its place is known. */
  readonly text: ShownText;
}

/** Text beyond this number of characters is not searched. */
const MAX_SEARCHED = 20_000;
/** The most characters before a match, and of all characters. */
const [BEFORE, IN_ALL] = [24, 160];
/** Where a field or a value begins, as near to a match as possible. */
const BEGINNING = /[,{[](?=[^,{[]*$)/;

const known = new WeakMap<StoredEvent, Found>();

interface Found {
  readonly text: string;
  readonly snippet: Snippet | undefined;
}

/**
 * The surroundings of the first match of a text in an event; `undefined` when the event's line shows a match, or without one.
 * @param isMatch whether the event is known to have the text
 */
export function findSnippet(
  event: StoredEvent,
  text: string,
  isMatch: boolean,
): Snippet | undefined {
  const before = known.get(event);
  const snippet = before?.text === text ? before.snippet : lookFor(event, text);
  known.set(event, { text, snippet });
  return snippet === undefined && isMatch && !textPattern(text).test(describeEvent(event))
    ? PLACE_UNKNOWN
    : snippet;
}

/** The page has details without the blanks between their fields, and without their end when they are long. */
const PLACE_UNKNOWN: Snippet = { place: 'in details', text: shownStart('', 0) };

function lookFor(event: StoredEvent, text: string): Snippet | undefined {
  const pattern = textPattern(text);
  if (pattern.test(describeEvent(event))) return undefined;
  const { description, details } = event;
  const inDetails =
    details === null ? null : around(decodeEscapes(boundedJson(details, MAX_SEARCHED)), pattern);
  if (inDetails !== null) return { place: 'in details', text: inDetails };
  const further = description === null ? null : around(startOf(description, MAX_SEARCHED), pattern);
  return further === null ? undefined : { place: 'further on', text: further };
}

function around(text: string, pattern: RegExp): ShownText | null {
  const at = pattern.exec(text)?.index;
  if (at === undefined) return null;
  const before = text.slice(Math.max(0, at - BEFORE), at);
  const begins = BEGINNING.exec(before)?.index;
  const from = at - before.length + (begins === undefined ? 0 : begins + 1);
  const start = text.slice(from).replace(/^[\udc00-\udfff]/, '');
  return shownStart(`${from > 0 ? '…' : ''}${start.replace(/\s+/g, ' ')}`, IN_ALL);
}
