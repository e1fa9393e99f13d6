import { describe, expect, it } from 'vitest';
import { readNames } from './use-pinned-lanes';

describe('pinned lanes', () => {
  it.each(['', '{', '{}', 'null', '[1, null]'])('are none in %j', (text) => {
    expect(readNames(text)).toEqual([]);
  });

  it('are each named once', () => {
    expect(readNames('["ada", "", "ada"]')).toEqual(['ada', '']);
  });
});
