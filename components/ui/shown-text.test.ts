import { describe, expect, it } from 'vitest';
import { shownLines, shownName, startOf } from './shown-text';

describe('a name of any letters', () => {
  it.each([
    ['a line end and a tab', 'a\nb\tc', 'a\\nb\\tc'],
    ['NUL', 'a\u0000b', 'a\\u0000b'],
    ['an escape sequence of a terminal', '\u001b[31mred', '\\u001b[31mred'],
    ['a right-to-left override', 'abc\u202etxt', 'abc\\u202etxt'],
    ['an isolate that is never closed', '\u2067abc', '\\u2067abc'],
    ['half a surrogate pair', 'a\ud800b', 'a\\ud800b'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['a blank without width', 'a\u200bb', 'a\\u200bb'],
    ['delete and C1', '\u007f\u0085', '\\u007f\\u0085'],
  ])('shows %s', (_, name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  it.each(['اسم', 'שם', '👩‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'क्ष', '<b>'])('leaves %s as it is', (name) => {
    expect(shownName(name)).toBe(name);
  });

  it.each([
    [' ', '" "'],
    ['ada ', '"ada "'],
    ['\u00a0', '"\u00a0"'],
    ['a b', 'a b'],
    ['', ''],
  ])('shows the blanks at the ends of %j', (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  it('shows its end where it is long: names that differ there look different', () => {
    const names = ['1', '2'].map((end) => `${'A'.repeat(300)}${end}`);
    expect(new Set(names.map((name) => shownName(name))).size).toBe(2);
  });

  it('is cut where it is too long, never within a surrogate pair', () => {
    expect(shownName('x'.repeat(1_000_000), 5)).toBe('xxx…xx');
    expect(shownName('a😀bc', 3)).toBe('a…c');
    expect(shownName('abc😀', 3)).toBe('ab…');
    expect(startOf('😀😀', 3)).toBe('😀');
  });
});

describe('lines of any letters', () => {
  it('keep line ends and tabs, and show other invisible characters', () => {
    expect(shownLines('a\r\n\tb\u0000\rc')).toBe('a\n\tb\\u0000\\rc');
  });
});
