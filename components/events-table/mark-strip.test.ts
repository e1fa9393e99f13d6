import { describe, expect, it } from 'vitest';
import { marksPath } from './mark-strip';

describe('marksPath', () => {
  it('draws a bar for each bucket with marks, where its rows are', () => {
    const marks = { total: 400, bucket_width: 100, counts: [0, 3, 0, 1] };
    expect(marksPath(marks, (row) => row / 400)).toBe('M0 375.0h10v3h-10zM0 875.0h10v3h-10z');
  });

  it('keeps the last one within the strip, and draws nothing of nothing', () => {
    expect(marksPath({ total: 1, bucket_width: 1, counts: [1] }, () => 1)).toBe(
      'M0 997.0h10v3h-10z',
    );
    expect(marksPath({ total: 0, bucket_width: 1, counts: [] }, () => 0)).toBe('');
  });
});
