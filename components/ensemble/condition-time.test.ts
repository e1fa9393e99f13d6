import { describe, expect, it } from 'vitest';
import type { VariableCondition } from '@/lib/ensemble/condition';
import { readEnd, TIME_FORMS, timeFormOf, withTimeForm, writtenEnd } from './condition-time';

const OVER: VariableCondition = { variable: 'price', operator: 'over', value: 300 };
const TURNS = { first: 1, last: 40 };

describe('the time of a condition', () => {
  it('has words for every combination, and takes each', () => {
    for (const form of TIME_FORMS) {
      expect(timeFormOf(withTimeForm(OVER, form, TURNS))).toBe(form);
    }
    expect(new Set(TIME_FORMS.map(({ id }) => id)).size).toBe(TIME_FORMS.length);
  });

  it('keeps turns that another form has, too, and drops the others', () => {
    const form = (id: string) => TIME_FORMS.find((each) => each.id === id) ?? TIME_FORMS[0];
    const between = { ...OVER, turn_start: 5, turn_end: 9 };
    const before = form('before');
    if (before === undefined) throw new Error('no form');
    expect(withTimeForm(between, before, TURNS)).toEqual({ ...OVER, turn_end: 9 });
  });

  it('"before turn 25" ends with turn 24, "at the end of turn 25" with turn 25', () => {
    const before = timeFormOf({ turn_end: 24 });
    expect(before.words).toBe('before turn');
    expect(writtenEnd(before, 24)).toBe(25);
    expect(readEnd(before, 25)).toBe(24);
    expect(readEnd(before, 0)).toBeUndefined();
    const end = timeFormOf({ when: 'end', turn_end: 25 });
    expect(writtenEnd(end, 25)).toBe(25);
  });
});
