import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

// An id may be anything a string can be: a megabyte long, half a surrogate pair, `..`. What cannot stand in a URL, or in
// the pages' maps, is addressed by a digest of it. The digest is of the id alone, so that a cause that is named by such an
// id has the address of its event, whichever file that stands in, and keeps it over rotation.

/** Ids of more bytes of UTF-8 have an address of their own: several of them must fit into the head of a request. */
export const MAX_ID_BYTES = 256;

const ADDRESS = /^~[0-9a-f]{32}$/;
const ADDRESS_DIGITS = 32;

/**
 * By what an event is asked for, linked and ordered: its id, or `~` and 32 hexadecimal digits (of SHA-256) when the id
 *
 * - is longer than {@link MAX_ID_BYTES} in UTF-8, or no Unicode (half a surrogate pair),
 * - is `.` or `..`, which a URL's path does not keep, or
 * - is a name that every JavaScript object has, `constructor` say.
 *
 * The address of an address is itself: an event that names another by its address as a cause is linked to it. An event whose
 * id is written as the very digest of another's id is a repetition of that one's.
 */
export function addressOf(eventId: string): string {
  return isFit(eventId) ? eventId : digestOf(eventId);
}

/** Whether an address is no id but stands for one. */
export function isDigestAddress(address: string): boolean {
  return ADDRESS.test(address);
}

function isFit(id: string): boolean {
  if (id.length > MAX_ID_BYTES || !id.isWellFormed()) return false;
  if (id.length * 3 > MAX_ID_BYTES && utf8.encode(id).length > MAX_ID_BYTES) return false;
  return id !== '.' && id !== '..' && !(id in Object.prototype);
}

const utf8 = new TextEncoder();
/** The digest of a long id takes milliseconds, and it is asked for again and again. */
const known = new Map<string, string>();
const MAX_KNOWN = 256;

function digestOf(id: string): string {
  const before = known.get(id);
  if (before !== undefined) return before;
  const address = `~${bytesToHex(sha256(bytesOf(id))).slice(0, ADDRESS_DIGITS)}`;
  const [oldest] = known.keys();
  if (known.size >= MAX_KNOWN && oldest !== undefined) known.delete(oldest);
  known.set(id, address);
  return address;
}

/** UTF-8, where half a surrogate pair has three bytes of its own, as it has in WTF-8: others' bytes are never the same. */
function bytesOf(id: string): Uint8Array {
  if (id.isWellFormed()) return utf8.encode(id);
  const pieces = id.split(/(\p{Surrogate})/u).map((piece) => {
    const unit = piece.charCodeAt(0);
    return piece.length === 1 && (unit & 0xf800) === 0xd800
      ? Uint8Array.of(0xed, 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f))
      : utf8.encode(piece);
  });
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
