import { describe, expect, it } from 'vitest';
import { fieldPath, pathWithin } from './field-path';

describe('fieldPath', () => {
  it('names a member of the details, at any depth', () => {
    expect(fieldPath('/details', 'price')).toBe('details.price');
    expect(fieldPath('/details/order', 'price')).toBe('details.order.price');
    expect(pathWithin('details.order', 'id')).toBe('details.order.id');
  });

  it('has no path for other fields, and for names that a path cannot have', () => {
    expect(fieldPath('', 'note')).toBeUndefined();
    expect(fieldPath(undefined, 'note')).toBeUndefined();
    expect(fieldPath('/details', 'a.b')).toBeUndefined();
    expect(fieldPath('/details/a~1b', 'c')).toBeUndefined();
    expect(pathWithin('details', '')).toBeUndefined();
    expect(pathWithin(undefined, 'a')).toBeUndefined();
  });
});
