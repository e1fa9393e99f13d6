import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

// An id may be any string: a megabyte long, half a surrogate pair, `..`. An id that does not fit into a URL, or cannot
// be a key in the maps of the pages, is addressed by a digest. The digest depends on the id alone. So an event and the
// causes that name it have the same address, in whichever file they are, before and after rotation.

/** Longer ids, in bytes of UTF-8, are addressed by a digest: the head of a request must have room for several. */
export const MAX_ID_BYTES = 256;

const ADDRESS = /^~[0-9a-f]{32}$/;
const ADDRESS_DIGITS = 32;

/**
 * The address of an event. Requests, links and the order of events use it. It is the id, or `~` and 32 hexadecimal
 * digits (of SHA-256) when the id
 *
 * - is longer than {@link MAX_ID_BYTES} in UTF-8, or not well-formed Unicode (half a surrogate pair),
 * - is `.` or `..`, which URL paths do not keep, or
 * - is the name of a property of every JavaScript object, such as `constructor`.
 *
 * The address of an address is itself, so a cause may name an event by its address. An event whose id equals the digest
 * of another event's id counts as a repetition of that event.
 */
export function addressOf(eventId: string): string {
  return isFit(eventId) ? eventId : digestOf(eventId);
}

/** Whether an address is the digest of an id. */
export function isDigestAddress(address: string): boolean {
  return ADDRESS.test(address);
}

function isFit(id: string): boolean {
  if (id.length > MAX_ID_BYTES || !id.isWellFormed()) return false;
  if (id.length * 3 > MAX_ID_BYTES && utf8.encode(id).length > MAX_ID_BYTES) return false;
  return id !== '.' && id !== '..' && !(id in Object.prototype);
}

const utf8 = new TextEncoder();
/** A cache: the digest of a long id takes milliseconds and is needed repeatedly. */
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

/** UTF-8, with three bytes for half a surrogate pair, as in WTF-8. So no two ids have the same bytes. */
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
