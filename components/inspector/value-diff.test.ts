import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExactJson } from '@/components/ui/exact-json';
import { diffValues, type ValueDiff } from './value-diff';

function diff(from: string, to: string): ValueDiff {
  return diffValues(readExactJson(from), readExactJson(to));
}

/** Names and states of what is within, nested ones below their own. */
function outline(diff: ValueDiff): unknown {
  return diff.state === 'within'
    ? diff.members.map((member) => [member.name, outline(member.diff)])
    : diff.state;
}

describe('diffValues', () => {
  it('goes down to the member that changed', () => {
    const found = diff(
      '{"mood":"calm","trust":{"bob":0.25,"eve":1},"gone":1}',
      '{"trust":{"bob":0.75,"eve":1},"mood":"calm","fresh":true}',
    );
    expect(outline(found)).toEqual([
      ['mood', 'same'],
      [
        'trust',
        [
          ['bob', 'changed'],
          ['eve', 'same'],
        ],
      ],
      ['gone', 'removed'],
      ['fresh', 'added'],
    ]);
  });

  it('says by how much a number moved', () => {
    const found = diff('{"n":2}', '{"n":3}');
    if (found.state !== 'within') throw new Error(found.state);
    expect(found.members[0]?.diff).toMatchObject({ delta: { amount: '+1', percent: '+50.0 %' } });
  });

  it('finds what was put into an array or taken out of it', () => {
    expect(outline(diff('["a","b","c"]', '["a","x","b","c"]'))).toEqual([
      ['0', 'same'],
      ['1', 'added'],
      ['2', 'same'],
      ['3', 'same'],
    ]);
    expect(outline(diff('[1,2]', '[2]'))).toEqual([
      ['0', 'removed'],
      ['0', 'same'],
    ]);
    expect(outline(diff('[{"a":1}]', '[{"a":2}]'))).toEqual([['0', [['a', 'changed']]]]);
  });

  it('compares lists that differ by too much place by place', () => {
    const list = (from: number) =>
      JSON.stringify(['head', ...Array.from({ length: 1000 }, (_, at) => from + at), 'tail']);
    const found = diff(list(0), list(1_000_000));
    if (found.state !== 'within') throw new Error(found.state);
    const states = found.members.map((member) => member.diff.state);
    expect(states).toEqual(['same', ...Array.from({ length: 1000 }, () => 'changed'), 'same']);
  });

  it('takes another spelling of a number, and another kind of value, for a change', () => {
    expect(outline(diff('1.0', '1'))).toBe('changed');
    expect(outline(diff('[1]', '{"0":1}'))).toBe('changed');
  });

  it('finds no difference between a value and itself, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(diff(text, text).state).toBe('same');
      }),
    );
  });
});
