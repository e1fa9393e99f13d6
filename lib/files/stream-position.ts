import { crc32 } from 'node:zlib';
import type { EventPart } from './event-parts';
import { openPart } from './open-part';

/**
 * The position of a reader in a stream. The reader has read everything before it. Opaque text of letters, digits and
 * `-`. It stays valid over rotation, restarts and any other change that keeps the bytes already read.
 */
export type StreamPosition = string;

/** Before the first event; a position of every stream. */
export const STREAM_START: StreamPosition = 'start';

/** After all lines that are complete at the time of the request. Valid in requests only; never returned. */
export const STREAM_END: StreamPosition = 'end';

/**
 * A position among the parts of a stream. Everything before `part` has been read, except that the part right before it
 * may be incomplete: a second writer may append to it after it was renamed. Nothing after `part` has been read.
 */
export interface StreamPlace {
  /** Index of the newest part that has been read from; -1 at the start. */
  readonly part: number;
  /** The number of bytes read of this part. */
  readonly bytes: number;
  /** Digest of the last bytes read. A different digest means that the file was rewritten. */
  readonly digest: number;
  /** The number of bytes read of the part before. */
  readonly bytesBefore: number;
}

export const START_PLACE: StreamPlace = { part: -1, bytes: 0, digest: 0, bytesBefore: 0 };

/** No event is shorter, so the digest after an event can be computed from its line alone. */
const DIGEST_BYTES = 64;
const POSITION = /^([0-9a-z]{1,7})-([0-9a-z]{1,11})-([0-9a-z]{1,7})-([0-9a-z]{1,11})$/;
const RADIX = 36;

export function writePosition(parts: readonly EventPart[], place: StreamPlace): StreamPosition {
  if (place.part < 0) return STREAM_START;
  const { bytes, digest, bytesBefore } = place;
  const numbers = [digestIdentities(parts)[place.part] ?? 0, bytes, digest, bytesBefore];
  return numbers.map((number) => number.toString(RADIX)).join('-');
}

/**
 * Finds a position among the parts of a stream. `undefined` when the position is no longer valid: a part that has been
 * read is gone, shorter or rewritten.
 * @throws {PartMovedError} when a part was renamed since the parts were found
 */
export async function readPosition(
  position: StreamPosition,
  parts: readonly EventPart[],
): Promise<StreamPlace | undefined> {
  if (position === STREAM_START) return START_PLACE;
  const match = POSITION.exec(position);
  if (match === null) return undefined;
  const [identities, bytes, digest, bytesBefore] = match.slice(1).map((n) => parseInt(n, RADIX));
  if (bytes === undefined || digest === undefined || bytesBefore === undefined) return undefined;
  const at = digestIdentities(parts).findIndex((known) => known === identities);
  const part = parts[at];
  if (part === undefined || part.bytes < bytes) return undefined;
  if ((parts[at - 1]?.bytes ?? 0) < bytesBefore) return undefined;
  if ((await digestBefore(part, bytes)) !== digest) return undefined;
  return { part: at, bytes, digest, bytesBefore };
}

/** The number of bytes read of a part. */
export function knownBytes(place: StreamPlace, part: number): number {
  if (part > place.part) return 0;
  if (part === place.part) return place.bytes;
  return part === place.part - 1 ? place.bytesBefore : Infinity;
}

/** Whether `place` is nowhere further than `bound`, in a stream with this many parts. */
export function isPlaceWithin(place: StreamPlace, bound: StreamPlace, partCount: number): boolean {
  for (let part = 0; part < partCount; part++) {
    if (knownBytes(place, part) > knownBytes(bound, part)) return false;
  }
  return true;
}

/** The place after reading `part` up to `bytes`. `part` is at most one before the newest part read. */
export function advancePlace(
  place: StreamPlace,
  part: number,
  bytes: number,
  digest: number,
): StreamPlace {
  if (part < place.part) return { ...place, bytesBefore: bytes };
  if (part === place.part) return { ...place, bytes, digest };
  return { part, bytes, digest, bytesBefore: part === place.part + 1 ? place.bytes : 0 };
}

/** The digest for a place right after a line. */
export function digestOfLine(text: string): number {
  // Two characters more than bytes needed: the first may be half of a surrogate pair.
  return crc32(Buffer.from(text.slice(-2 - DIGEST_BYTES)).subarray(-DIGEST_BYTES));
}

/** The digest for a place in a part. @throws {PartMovedError} */
export async function digestBefore(part: EventPart, bytes: number): Promise<number> {
  const file = await openPart(part);
  try {
    const length = Math.min(DIGEST_BYTES, bytes);
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(length),
      position: bytes - length,
    });
    return crc32(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/**
 * A digest for each part, over the identities of all parts up to it. Rotation adds parts at the end and keeps the
 * others.
 */
function digestIdentities(parts: readonly EventPart[]): readonly number[] {
  let digest = 0;
  return parts.map(({ identity }) => (digest = crc32(`${identity} `, digest)));
}
