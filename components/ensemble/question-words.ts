import { isVariableCondition, type Condition } from '@/lib/ensemble/condition';
import { numberText } from './number-text';

const OPERATOR_WORDS = {
  over: 'over',
  at_least: 'at least',
  under: 'under',
  at_most: 'at most',
  equal: 'equal to',
  unequal: 'not',
} as const;

/** The question in a word or two, for heads of columns and charts: `over 300`; `yes` when it takes more. */
export function questionWords(question: readonly Condition[]): string {
  const [first] = question;
  if (first === undefined || question.length > 1 || !isVariableCondition(first)) return 'yes';
  return `${OPERATOR_WORDS[first.operator]} ${numberText(first.value)}`;
}
