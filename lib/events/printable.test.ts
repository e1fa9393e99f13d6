import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableLines } from './printable';

describe('a printable text', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
    ['\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
    ['\u009b2J', '\\x9b2J'],
    ['two\nlines\r', 'two\\x0alines\\x0d'],
    ['right\u202eleft\u2066', 'right\\u{202e}left\\u{2066}'],
    ['no\u200bspace\ufeff', 'no\\u{200b}space\\u{feff}'],
    ['line\u2028paragraph\u2029', 'line\\u{2028}paragraph\\u{2029}'],
    ['half \ud83d', 'half \\u{d83d}'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['\u0000\u007f', '\\x00\\x7f'],
  ])('shows %j as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it.each(['juno_trader', 'Ærø, 日本, кот', 'a family 👨‍👩‍👧', 'می‌خواهم', '"quoted" \\ $(x)'])(
    'leaves %s as it is',
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );

  it('holds nothing that a terminal obeys, for any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(
          /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
        );
      }),
    );
  });

  it('keeps the line ends and tabs of several lines', () => {
    expect(printableLines('a\n\tb\u001b\r')).toBe('a\n\tb\\x1b\\x0d');
  });
});
