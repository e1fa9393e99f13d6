import { shownName, type ShownText } from '@/components/ui/shown-text';
import { canonicalEventType, type EventType } from '@/lib/events/event-type';

/** The look of an event type. Types never differ by colour alone. */
export interface EventTypeMark {
  /** Lower case; `ENV` is `state`; an unknown type keeps its own name. */
  readonly name: ShownText;
  /** The glyph as a character, for plain text. */
  readonly glyph: string;
  /** The glyph as an SVG path in a box of 10 by 10. */
  readonly path: string;
  /** Whether the path is drawn as an outline, not filled. */
  readonly isOutline: boolean;
  /** A CSS colour, readable as text in both themes. */
  readonly color: string;
}

const MARKS: Readonly<Record<EventType, Omit<EventTypeMark, 'name'>>> = {
  MILESTONE: {
    glyph: '◆',
    path: 'M5 0.5 9.5 5 5 9.5 0.5 5Z',
    isOutline: false,
    color: 'var(--type-milestone)',
  },
  DECISION: {
    glyph: '◇',
    path: 'M5 1.2 8.8 5 5 8.8 1.2 5Z',
    isOutline: true,
    color: 'var(--type-decision)',
  },
  ACTION: {
    glyph: '▶',
    path: 'M1.5 0.8 9 5 1.5 9.2Z',
    isOutline: false,
    color: 'var(--type-action)',
  },
  STATE: {
    glyph: '■',
    path: 'M1.25 1.25H8.75V8.75H1.25Z',
    isOutline: false,
    color: 'var(--type-state)',
  },
  DETAIL: {
    glyph: '·',
    path: 'M5 3.2A1.8 1.8 0 1 1 5 6.8 1.8 1.8 0 0 1 5 3.2Z',
    isOutline: false,
    color: 'var(--type-detail)',
  },
  SYSTEM: {
    glyph: '✚',
    path: 'M3.6 0.8H6.4V3.6H9.2V6.4H6.4V9.2H3.6V6.4H0.8V3.6H3.6Z',
    isOutline: false,
    color: 'var(--type-system)',
  },
};

const OTHER: Omit<EventTypeMark, 'name'> = {
  glyph: '○',
  path: 'M5 1.3A3.7 3.7 0 1 1 5 8.7 3.7 3.7 0 0 1 5 1.3Z',
  isOutline: true,
  color: 'var(--type-other)',
};

const BY_TYPE = new Map<string, Omit<EventTypeMark, 'name'>>(Object.entries(MARKS));

/** The look of an event type in any of its spellings. */
export function eventTypeMark(eventType: string): EventTypeMark {
  const type = canonicalEventType(eventType);
  const mark = BY_TYPE.get(type);
  return mark === undefined
    ? { ...OTHER, name: shownName(type) }
    : { ...mark, name: shownName(type.toLowerCase()) };
}
