import type { ExplainedDeed } from '@/lib/api/client';

type Reason = ExplainedDeed['reasons'][number];

const NAMES: Readonly<Record<string, string>> = {
  failure: 'failure',
  failure_streak: 'failures in a row',
  fallback: 'fallback taken',
  record_number: 'record number',
  odd_number: 'odd number',
  setting_moved: 'setting moved',
  wrong_observation: 'wrong observation',
  rare_kind: 'rare kind',
  phase_begins: 'phase begins',
};

/** The rule of a reason in plain words, such as `record number`. */
export function ruleName({ rule, value }: Pick<Reason, 'rule' | 'value'>): string {
  if (rule === 'rare_kind' && value === 0) return 'first of its kind';
  if (rule === 'phase_begins' && typeof value === 'number') return 'outside shock';
  return NAMES[rule] ?? rule.replaceAll('_', ' ');
}
