import { expect, it } from 'vitest';
import { membersText } from './change-text';

it('names a few of the changed members, and the number of others', () => {
  expect(membersText(['grain', 'wool'])).toBe('grain, wool');
  const many = Array.from({ length: 50_000 }, (_, at) => `key ${String(at)}`);
  expect(membersText(many)).toBe(
    'key 0, key 1, key 2, key 3, key 4, key 5, key 6, key 7 and 49,992 more',
  );
  expect(membersText(['\u202eabc', 'x'.repeat(100_000)])).toBe(
    `\\u202eabc, ${'x'.repeat(24)}…${'x'.repeat(16)}`,
  );
});
