import { describe, expect, it } from 'vitest';
import { readExactJson } from './exact-json';
import { groupDigits, readableText } from './readable-value';

describe('numbers for reading', () => {
  it.each([
    ['999', '999'],
    ['1000', '1,000'],
    ['-1234567.50', '-1,234,567.50'],
    ['+9000.1', '+9,000.1'],
    ['0.123456', '0.123456'],
    ['12345678901234567890', '12,345,678,901,234,567,890'],
    ['1e21', '1e21'],
    ['no number 1000', 'no number 1000'],
  ])('%s is %s', (written, shown) => expect(groupDigits(written)).toBe(shown));

  it('are grouped as values, and no other value is', () => {
    const read = (text: string) => readableText(readExactJson(text));
    expect(read('21540.0')).toBe('21,540.0');
    expect(read('"21540"')).toBe('21540');
    expect(read('{"a":21540}')).toBe('{"a":21540}');
    expect(read('1'.repeat(10_000)).length).toBeLessThan(410);
  });
});
