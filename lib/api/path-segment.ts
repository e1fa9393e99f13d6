/** A text as one part of a URL. Half a surrogate pair, of which `encodeURIComponent` throws, is U+FFFD as in UTF-8. */
export function pathSegment(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
