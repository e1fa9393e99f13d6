import { describe, expect, it } from 'vitest';
import type { EventPart } from '../files/event-parts';
import { createRewriteDetector } from './rewrite-detector';

function part(bytes: number, modifiedNs: bigint, identity = '1:1'): EventPart {
  return { name: 'events.jsonl', path: '/events.jsonl', identity, bytes, modifiedNs };
}

describe('the rewrite detector', () => {
  it('ignores growth, rotation and shrinking, which other code handles', () => {
    const detector = createRewriteDetector();
    const looks = [
      [part(10, 1n)],
      [part(20, 2n)],
      [part(20, 2n), part(0, 3n, '1:2')],
      [part(20, 2n), part(5, 4n, '1:2')],
      [part(20, 2n), part(0, 5n, '1:2')],
    ];
    for (const [at, parts] of looks.entries()) {
      expect(detector.isRewritten(parts, at * 1000)).toBe(false);
    }
  });

  it('notices a file that was changed and did not grow, once', () => {
    const detector = createRewriteDetector();
    expect(detector.isRewritten([part(10, 1n)], 0)).toBe(false);
    expect(detector.isRewritten([part(10, 2n)], 100)).toBe(false);
    expect(detector.isRewritten([part(10, 2n)], 300)).toBe(false);
    expect(detector.isRewritten([part(10, 2n)], 350)).toBe(true);
    expect(detector.isRewritten([part(10, 2n)], 1000)).toBe(false);
  });

  it('notices a file that was written anew, also when it was seen empty on the way', () => {
    const detector = createRewriteDetector();
    expect(detector.isRewritten([part(10, 1n)], 0)).toBe(false);
    expect(detector.isRewritten([part(0, 2n)], 100)).toBe(false);
    expect(detector.isRewritten([part(10, 3n)], 200)).toBe(false);
    expect(detector.isRewritten([part(10, 3n)], 450)).toBe(true);
    expect(detector.isRewritten([part(10, 3n)], 1000)).toBe(false);
  });

  it('is not misled by a file whose time changes a moment before its size', () => {
    const detector = createRewriteDetector();
    expect(detector.isRewritten([part(10, 1n)], 0)).toBe(false);
    expect(detector.isRewritten([part(10, 2n)], 100)).toBe(false);
    expect(detector.isRewritten([part(15, 2n)], 150)).toBe(false);
    expect(detector.isRewritten([part(15, 2n)], 1000)).toBe(false);
  });
});
