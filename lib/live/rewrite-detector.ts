import type { PartFile } from '../files/event-parts';

/** Detects files that were edited in place: changed, but no longer than before. */
export interface RewriteDetector {
  /** Whether a file was edited in place, from the files at a time (ms). Reports each edit once. */
  isRewritten(parts: readonly PartFile[], nowMs: number): boolean;
}

/** A string that changes when any of the files changes. */
export function describeParts(parts: readonly PartFile[]): string {
  return parts.map(describePart).join('\n');
}

/** The longest time between a file's change of time and its change of size, ms. */
const MOMENT_MS = 250;

export function createRewriteDetector(): RewriteDetector {
  /** Each file at its greatest length: a file that is written anew is empty for a moment. */
  let before: ReadonlyMap<string, PartFile> = new Map();
  let suspicion = '';
  let sinceMs = 0;
  return {
    isRewritten(parts, nowMs) {
      const touched = parts.filter(({ identity, bytes, modifiedNs }) => {
        const known = before.get(identity);
        return known?.bytes === bytes && known.modifiedNs !== modifiedNs;
      });
      const now = describeParts(touched);
      if (now !== suspicion) sinceMs = nowMs;
      suspicion = now;
      const isConfirmed = now !== '' && nowMs - sinceMs >= MOMENT_MS;
      if (now === '' || isConfirmed) {
        before = new Map(
          parts.map((part) => {
            const known = before.get(part.identity);
            const isShorter = known !== undefined && part.bytes < known.bytes;
            return [part.identity, isShorter && !isConfirmed ? known : part];
          }),
        );
        suspicion = '';
      }
      return isConfirmed;
    },
  };
}

function describePart({ name, identity, bytes, modifiedNs }: PartFile): string {
  return [name, identity, bytes, modifiedNs].join(' ');
}
