import { typeGlyph } from '@/components/event-type/type-glyph';

/** The colours of the drawing, as values, because a canvas cannot use CSS variables. */
export interface TimelineColors {
  readonly background: string;
  readonly border: string;
  readonly fold: string;
  readonly accent: string;
  readonly failure: string;
  readonly text: string;
  ofType(type: string): string;
}

/** Reads the colours of an element's theme. */
export function readColors(element: Element): TimelineColors {
  const style = getComputedStyle(element);
  const read = (variable: string) => style.getPropertyValue(variable).trim();
  const known = new Map<string, string>();
  return {
    background: read('--color-bg'),
    border: read('--color-border'),
    fold: read('--color-border-strong'),
    accent: read('--color-accent'),
    failure: read('--color-danger'),
    text: read('--color-text'),
    ofType(type) {
      const color = known.get(type) ?? read(variableOf(type));
      known.set(type, color);
      return color;
    },
  };
}

/** The variable within `var(…)`. */
function variableOf(type: string): string {
  return typeGlyph(type).color.slice('var('.length, -1);
}
