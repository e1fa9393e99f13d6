import {
  VARIABLE_OPERATORS,
  type VariableCondition as Condition,
  type VariableOperator,
} from '@/lib/ensemble/condition';
import { readEnd, TIME_FORMS, timeFormOf, withTimeForm, writtenEnd } from './condition-time';
import { DraftField } from './draft-field';
import { Select } from './select';

const OPERATOR_WORDS: Readonly<Record<VariableOperator, string>> = {
  over: 'over',
  at_least: 'at least',
  under: 'under',
  at_most: 'at most',
  equal: 'equal to',
  unequal: 'other than',
};

const TIME_OPTIONS = TIME_FORMS.map(({ id, words }) => ({ value: id, label: words }));

/** The fields of a condition on a variable, after its name: "over 300 before turn 25". */
export function VariableConditionFields({
  condition,
  turns,
  onChange,
}: {
  readonly condition: Condition;
  readonly turns: { readonly first: number; readonly last: number };
  readonly onChange: (next: Condition) => void;
}) {
  const form = timeFormOf(condition);
  const { turn_start, turn_end } = condition;
  return (
    <>
      <Select
        label="Comparison"
        value={condition.operator}
        options={VARIABLE_OPERATORS.map((value) => ({ value, label: OPERATOR_WORDS[value] }))}
        onChange={(operator) => onChange({ ...condition, operator })}
      />
      <DraftField
        label="Value"
        isNumber
        value={String(condition.value)}
        onTake={(text) => {
          const value = Number(text.replaceAll(',', ''));
          const isNumber = text !== '' && Number.isFinite(value);
          if (isNumber) onChange({ ...condition, value });
          return isNumber;
        }}
      />
      <Select
        label="When"
        value={form.id}
        options={TIME_OPTIONS}
        onChange={(id) => {
          const next = TIME_FORMS.find((each) => each.id === id);
          if (next !== undefined) onChange(withTimeForm(condition, next, turns));
        }}
      />
      {turn_start === undefined ? null : (
        <DraftField
          label="First turn"
          isNumber
          value={String(turn_start)}
          onTake={(text) => {
            const start = readWhole(text);
            if (start !== undefined) onChange({ ...condition, turn_start: start });
            return start !== undefined;
          }}
        />
      )}
      {turn_start === undefined || turn_end === undefined ? null : <span>to</span>}
      {turn_end === undefined ? null : (
        <DraftField
          label="Last turn"
          isNumber
          value={String(writtenEnd(form, turn_end))}
          onTake={(text) => {
            const written = readWhole(text);
            const end = written === undefined ? undefined : readEnd(form, written);
            if (end !== undefined) onChange({ ...condition, turn_end: end });
            return end !== undefined;
          }}
        />
      )}
    </>
  );
}

function readWhole(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
