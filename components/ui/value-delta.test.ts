import { describe, expect, it } from 'vitest';
import { readExactJson } from './exact-json';
import { valueDelta } from './value-delta';

function delta(from: string, to: string) {
  return valueDelta(readExactJson(from), readExactJson(to));
}

describe('valueDelta', () => {
  it('shows the change of a value and its percentage', () => {
    expect(delta('212.40', '268.90')).toEqual({
      amount: '+56.50',
      percent: '+26.6 %',
      direction: 'up',
    });
    expect(delta('9', '3')).toEqual({ amount: '−6', percent: '−66.7 %', direction: 'down' });
  });

  it('shows no more decimals than were written', () => {
    expect(delta('0.1', '0.3')?.amount).toBe('+0.2');
    expect(delta('1e-3', '2e-3')?.amount).toBe('+0.001');
  });

  it('is exact for integers a double cannot hold', () => {
    expect(delta('9007199254740993', '9007199254740994')?.amount).toBe('+1');
  });

  it('knows a direction below zero', () => {
    expect(delta('-10', '-5')).toEqual({ amount: '+5', percent: '+50.0 %', direction: 'up' });
  });

  it('has no percentage for zero, and none without a change', () => {
    expect(delta('0', '5')).toEqual({ amount: '+5', direction: 'up' });
    expect(delta('5', '5.0')).toEqual({ amount: '0', direction: 'same' });
  });

  it('is there for numbers only', () => {
    expect(delta('"1"', '2')).toBeUndefined();
    expect(valueDelta(undefined, { kind: 'number', text: '2' })).toBeUndefined();
  });

  it.each([
    ['1', '1e400'],
    ['-1e308', '1e308'],
  ])('is undefined for a change from %s to %s, which no number holds', (from, to) => {
    expect(
      valueDelta({ kind: 'number', text: from }, { kind: 'number', text: to }),
    ).toBeUndefined();
  });

  it('has no percentage that no number holds', () => {
    const delta = valueDelta({ kind: 'number', text: '5e-324' }, { kind: 'number', text: '1' });
    expect(delta?.percent).toBeUndefined();
  });
});
