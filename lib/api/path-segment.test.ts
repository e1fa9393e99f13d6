import { describe, expect, it } from 'vitest';
import { pathSegment } from './path-segment';

describe('a part of a URL', () => {
  it.each([
    ['a slash', 'a/b', 'a%2Fb'],
    ['half a surrogate pair', 'a\ud800b', 'a%EF%BF%BDb'],
    ['a whole pair', '\u{1F600}', '%F0%9F%98%80'],
    ['NUL and a line end', '\u0000\n', '%00%0A'],
  ])('holds %s', (_, text, segment) => {
    expect(pathSegment(text)).toBe(segment);
  });
});
