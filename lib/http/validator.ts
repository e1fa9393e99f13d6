import { createHash } from 'node:crypto';

/**
 * The ETag of an answer that depends only on these parts. Weak, because the same answer may be sent compressed or uncompressed.
 */
export function entityTag(parts: readonly string[]): string {
  const hash = createHash('sha256');
  // The length separates the parts.
  for (const part of parts) hash.update(`${String(part.length)}:${part}`);
  return `W/"${hash.digest('base64url').slice(0, 27)}"`;
}

/** Whether an If-None-Match header lists the ETag, weak or strong. */
export function listsTag(header: string | null, tag: string): boolean {
  const tags = header?.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some((known) => opaque(known) === opaque(tag));
}

/** Whether an If-None-Match header is `*`: no answer is wanted if there is one. */
export function isAnyTag(header: string | null): boolean {
  return header?.trim() === '*';
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, '');
}
