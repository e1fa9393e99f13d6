import { describe, expect, it } from 'vitest';
import { shownId } from './shown-id';

describe('shownId', () => {
  it.each([
    ['01K6RFJ1A2B3C4D5E6F7G8H9J0', '01K6RFJ1A2B3C4D5E6F7G8H9J0'],
    ['a\ud800b', 'a\\ud800b'],
    ['line\nend\0', 'line\\nend\\u0000'],
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['🚜', '🚜'],
    ['x'.repeat(1024 * 1024), `${'x'.repeat(40)}…${'x'.repeat(12)} (1,048,576 characters)`],
  ])('shows %j so that it can be read', (id, shown) => {
    expect(shownId(id)).toBe(shown);
  });
});
