/**
 * Encodes a text as a URL path segment. Half a surrogate pair, which `encodeURIComponent` refuses, becomes U+FFFD as in UTF-8.
 */
export function pathSegment(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
