import type { VariableCondition } from '@/lib/ensemble/condition';

type When = NonNullable<VariableCondition['when']>;
type Timed = Pick<VariableCondition, 'when' | 'turn_start' | 'turn_end'>;

/** A way to say when a condition is looked at: words, and the turns that they need. */
export interface TimeForm {
  readonly id: string;
  readonly words: string;
  readonly when: When;
  readonly hasStart: boolean;
  readonly hasEnd: boolean;
}

/** `before` has the first turn that does not count; other ends count themselves. */
export const TIME_FORMS: readonly TimeForm[] = [
  { id: 'ever', words: 'in any turn', when: 'ever', hasStart: false, hasEnd: false },
  { id: 'before', words: 'before turn', when: 'ever', hasStart: false, hasEnd: true },
  { id: 'from', words: 'from turn', when: 'ever', hasStart: true, hasEnd: false },
  { id: 'between', words: 'in a turn from', when: 'ever', hasStart: true, hasEnd: true },
  { id: 'always', words: 'in every turn', when: 'always', hasStart: false, hasEnd: false },
  {
    id: 'always-before',
    words: 'in every turn before',
    when: 'always',
    hasStart: false,
    hasEnd: true,
  },
  { id: 'always-from', words: 'in every turn from', when: 'always', hasStart: true, hasEnd: false },
  { id: 'always-between', words: 'in every turn of', when: 'always', hasStart: true, hasEnd: true },
  { id: 'end', words: 'at the end', when: 'end', hasStart: false, hasEnd: false },
  { id: 'end-of', words: 'at the end of turn', when: 'end', hasStart: false, hasEnd: true },
  { id: 'end-from', words: 'at the end, if from turn', when: 'end', hasStart: true, hasEnd: false },
  { id: 'end-between', words: 'at the end of turns', when: 'end', hasStart: true, hasEnd: true },
];

export function timeFormOf({ when = 'ever', turn_start, turn_end }: Timed): TimeForm {
  const [hasStart, hasEnd] = [turn_start !== undefined, turn_end !== undefined];
  const found = TIME_FORMS.find(
    (form) => form.when === when && form.hasStart === hasStart && form.hasEnd === hasEnd,
  );
  return found ?? { id: 'ever', words: 'in any turn', when: 'ever', hasStart, hasEnd };
}

/** Whether the written end of a form is the first turn after it. */
function isBefore({ hasStart, hasEnd, when }: TimeForm): boolean {
  return hasEnd && !hasStart && when !== 'end';
}

/** The end as the sentence writes it. */
export function writtenEnd(form: TimeForm, turnEnd: number): number {
  return isBefore(form) ? turnEnd + 1 : turnEnd;
}

/** The end of a written one; `undefined` when no turn would count. */
export function readEnd(form: TimeForm, written: number): number | undefined {
  const end = isBefore(form) ? written - 1 : written;
  return end < 0 ? undefined : end;
}

/** The same condition in another form. Turns that the form needs and the condition lacks are those of the run. */
export function withTimeForm(
  condition: VariableCondition,
  form: TimeForm,
  turns: { readonly first: number; readonly last: number },
): VariableCondition {
  const { when: _, turn_start, turn_end, ...rest } = condition;
  return {
    ...rest,
    ...(form.when === 'ever' ? {} : { when: form.when }),
    ...(form.hasStart ? { turn_start: turn_start ?? turns.first } : {}),
    ...(form.hasEnd ? { turn_end: turn_end ?? turns.last } : {}),
  };
}
