import { describe, expect, it } from 'vitest';
import { readExactJson } from '@/components/ui/exact-json';
import { readFieldValues } from './field-page-query';
import { fieldText, fieldTitle } from './field-text';

const PAGE = readExactJson(
  '{"events":[],"fields":{"e1":{"details.price":1234567.50,"details.note":""},"e2":{},' +
    '"e3":{"details.note":"a long begin"}},"cut_fields":{"e3":["details.note"]},"total":3}',
);

describe('readFieldValues', () => {
  const values = readFieldValues(PAGE);
  const at = (id: string, path: string) => values.get(id)?.get(path);

  it('keeps numbers as written, and groups their digits for reading', () => {
    const price = at('e1', 'details.price');
    expect(price).toEqual({ json: { kind: 'number', text: '1234567.50' }, isCut: false });
    expect(fieldText(price)).toBe('1,234,567.50');
    expect(price && fieldTitle('details.price', price)).toBe('details.price: 1234567.50');
  });

  it('tells an event without the field from an event that is not loaded', () => {
    expect(values.get('e2')?.size).toBe(0);
    expect(values.get('e4')).toBeUndefined();
    expect(fieldText(undefined)).toBe('');
    expect(fieldText(at('e1', 'details.note'))).toBe('""');
  });

  it('says of a cut value that it is cut', () => {
    const note = at('e3', 'details.note');
    expect(note?.isCut).toBe(true);
    expect(fieldText(note)).toBe('a long begin…');
    expect(note && fieldTitle('details.note', note)).toBe('details.note, cut: a long begin…');
  });

  it('reads a page without fields', () => {
    expect(readFieldValues(readExactJson('{"events":[]}')).size).toBe(0);
  });
});
