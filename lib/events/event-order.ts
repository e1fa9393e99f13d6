import type { EpochMicros } from './epoch-micros';

/** The sort key of an event: its time, then its id. */
export interface EventPosition {
  readonly time: EpochMicros;
  readonly event_id: string;
}

/**
 * The order of events everywhere: by timestamp to the microsecond, then by event id in code point order (the order of
 * UTF-8 bytes).
 */
export function compareEvents(a: EventPosition, b: EventPosition): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return compareCodePoints(a.event_id, b.event_id);
}

/** `<` on strings compares UTF-16 units, which puts U+1F600 before U+FFFD. The index compares bytes. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
