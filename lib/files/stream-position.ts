import { crc32 } from 'node:zlib';
import type { EventPart } from './event-parts';
import { openPart } from './open-part';

/**
 * Where a reader of a stream stands: everything before it is known. Opaque text of letters, digits and `-`, which stays
 * what it is over rotation, restarts and everything else that leaves what was known as it was.
 */
export type StreamPosition = string;

/** Before everything; a position of every stream. */
export const STREAM_START: StreamPosition = 'start';

/** After all lines that are whole at the time of asking; to be asked about, never an answer. */
export const STREAM_END: StreamPosition = 'end';

/**
 * A position among the parts that there are. Nothing is known of the parts after `part`, all of those before it, but
 * for the last of these: a second writer may append to it after it was renamed.
 */
export interface StreamPlace {
  /** Index of the newest part that something is known of; -1 when nothing is known. */
  readonly part: number;
  /** How much of it is known. */
  readonly bytes: number;
  /** Digest of the bytes before; another one means that the file was rewritten. */
  readonly digest: number;
  /** How much is known of the part before it. */
  readonly bytesBefore: number;
}

export const START_PLACE: StreamPlace = { part: -1, bytes: 0, digest: 0, bytesBefore: 0 };

/** No event is shorter, so that the digest after an event can be had from its line. */
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
 * Finds a position among the parts of a stream; `undefined` when it is none of this stream any more: a part that it
 * counts as known is gone, shorter or rewritten.
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

/** How much of a part is known at a place. */
export function knownBytes(place: StreamPlace, part: number): number {
  if (part > place.part) return 0;
  if (part === place.part) return place.bytes;
  return part === place.part - 1 ? place.bytesBefore : Infinity;
}

/** Whether `bound` knows all that `place` does, of a stream of so many parts. */
export function isPlaceWithin(place: StreamPlace, bound: StreamPlace, partCount: number): boolean {
  for (let part = 0; part < partCount; part++) {
    if (knownBytes(place, part) > knownBytes(bound, part)) return false;
  }
  return true;
}

/** The place where `bytes` of `part` are known too; `part` is at most one before the newest that is known. */
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
  // More letters than bytes: the first may be half of one that was cut through.
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

/** Of the parts up to each: rotation adds parts at the end and leaves these as they are. */
function digestIdentities(parts: readonly EventPart[]): readonly number[] {
  let digest = 0;
  return parts.map(({ identity }) => (digest = crc32(`${identity} `, digest)));
}
