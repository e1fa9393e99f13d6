import { describe, expect, it } from 'vitest';
import { keepOrder } from './keep-order';

describe('keepOrder', () => {
  const now = [
    { id: 'b', events: 9 },
    { id: 'new', events: 7 },
    { id: 'a', events: 5 },
  ];

  it('keeps rows where they were, with their values of now', () => {
    expect(keepOrder(now, ['a', 'gone', 'b'])).toEqual([
      { id: 'a', events: 5 },
      { id: 'b', events: 9 },
      { id: 'new', events: 7 },
    ]);
  });

  it('changes nothing when no order is kept', () => {
    expect(keepOrder(now, null)).toBe(now);
  });
});
