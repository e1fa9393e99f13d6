import { shownName, type ShownText } from '@/components/ui/shown-text';
import { canonicalEventType, type EventType } from '@/lib/events/event-type';

/** The glyph of an event type, with its name and colour. Types never differ by colour alone. */
export interface TypeGlyph {
  /** Lower case; `ENV` is `state`; an unknown type keeps its own name. */
  readonly name: ShownText;
  /** As a character, for plain text. */
  readonly character: string;
  /** As an SVG path in a box of 10 by 10. */
  readonly path: string;
  /** Whether the path is drawn as an outline, not filled. */
  readonly isOutline: boolean;
  /** A CSS colour, readable as text in both themes. */
  readonly color: string;
}

const GLYPHS: Readonly<Record<EventType, Omit<TypeGlyph, 'name'>>> = {
  MILESTONE: {
    character: '◆',
    path: 'M5 0.5 9.5 5 5 9.5 0.5 5Z',
    isOutline: false,
    color: 'var(--type-milestone)',
  },
  DECISION: {
    character: '◇',
    path: 'M5 1.2 8.8 5 5 8.8 1.2 5Z',
    isOutline: true,
    color: 'var(--type-decision)',
  },
  ACTION: {
    character: '▶',
    path: 'M1.5 0.8 9 5 1.5 9.2Z',
    isOutline: false,
    color: 'var(--type-action)',
  },
  STATE: {
    character: '■',
    path: 'M1.25 1.25H8.75V8.75H1.25Z',
    isOutline: false,
    color: 'var(--type-state)',
  },
  DETAIL: {
    character: '·',
    path: 'M5 3.2A1.8 1.8 0 1 1 5 6.8 1.8 1.8 0 0 1 5 3.2Z',
    isOutline: false,
    color: 'var(--type-detail)',
  },
  SYSTEM: {
    character: '✚',
    path: 'M3.6 0.8H6.4V3.6H9.2V6.4H6.4V9.2H3.6V6.4H0.8V3.6H3.6Z',
    isOutline: false,
    color: 'var(--type-system)',
  },
};

const OTHER: Omit<TypeGlyph, 'name'> = {
  character: '○',
  path: 'M5 1.3A3.7 3.7 0 1 1 5 8.7 3.7 3.7 0 0 1 5 1.3Z',
  isOutline: true,
  color: 'var(--type-other)',
};

const BY_TYPE = new Map<string, Omit<TypeGlyph, 'name'>>(Object.entries(GLYPHS));

/** The glyph of an event type in any of its spellings. */
export function typeGlyph(eventType: string): TypeGlyph {
  const type = canonicalEventType(eventType);
  const glyph = BY_TYPE.get(type);
  return glyph === undefined
    ? { ...OTHER, name: shownName(type) }
    : { ...glyph, name: shownName(type.toLowerCase()) };
}
