import { describe, expect, it } from 'vitest';
import { addedField, toggledField } from './added-field';
import type { FieldColumnId } from './event-columns';

const EIGHT = Array.from({ length: 8 }, (_, at): FieldColumnId => `details.${String(at)}`);

describe('addedField', () => {
  it('takes a path with or without details, and none twice', () => {
    expect(addedField([], ' price ')).toEqual(['details.price']);
    expect(addedField(['details.a'], 'details.order.price')).toEqual([
      'details.a',
      'details.order.price',
    ]);
    expect(addedField(['details.a'], 'a')).toEqual(['details.a']);
  });

  it('gives the reason why a column cannot be added', () => {
    expect(addedField([], '')).toBe('expected a path such as details.price');
    expect(addedField([], 'a..b')).toBe('expected a name between two dots');
    expect(addedField(EIGHT, 'price')).toBe('at most 8 columns of fields');
  });
});

describe('toggledField', () => {
  it('removes a column that is there, also of eight, and adds another', () => {
    expect(toggledField(EIGHT, 'details.3')).toHaveLength(7);
    expect(toggledField(EIGHT, 'details.x')).toBe('at most 8 columns of fields');
    expect(toggledField([], 'details.x')).toEqual(['details.x']);
  });
});
