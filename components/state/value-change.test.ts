import { describe, expect, it } from 'vitest';
import { readExactJson } from '@/components/ui/exact-json';
import { turnChange } from './value-change';

function change(from: string | undefined, to: string | undefined) {
  const read = (text: string | undefined) => (text === undefined ? text : readExactJson(text));
  return turnChange(read(from), read(to));
}

describe('turnChange', () => {
  it('measures numbers and shows the previous value of others', () => {
    expect(change('10', '12')).toMatchObject({ kind: 'changed', delta: { amount: '+2' } });
    expect(change('"calm"', '"angry"')).toEqual({
      kind: 'changed',
      from: { kind: 'string', value: 'calm' },
      delta: undefined,
      members: [],
    });
  });

  it('names the changed members', () => {
    expect(change('{"a":1,"b":[2],"c":3}', '{"a":1,"b":[4],"d":3}')).toMatchObject({
      members: ['b', 'd', 'c'],
    });
    expect(change('{"a":1}', '[1]')).toMatchObject({ members: [] });
  });

  it('recognizes new, removed and unchanged values', () => {
    expect(change(undefined, '1').kind).toBe('new');
    expect(change('1', undefined).kind).toBe('gone');
    expect(change('{"a":[1]}', '{"a": [1]}').kind).toBe('same');
    expect(change('null', '0').kind).toBe('changed');
  });
});
