import type { PartFile } from '../files/event-parts';

/** Notices that a file was edited in place: changed, and no longer than before. */
export interface RewriteDetector {
  /** Whether it was, by the files as they are at a time (ms). Once for each time that it was. */
  isRewritten(parts: readonly PartFile[], nowMs: number): boolean;
}

/** One text for files that are as they were. */
export function describeParts(parts: readonly PartFile[]): string {
  return parts.map(describePart).join('\n');
}

/** A file that is being appended to has its new time a moment before its new size. */
const MOMENT_MS = 250;

export function createRewriteDetector(): RewriteDetector {
  /** Each file as it was when it was longest: one that is written anew is empty for a moment. */
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
