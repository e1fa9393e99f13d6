import type { CriteriaChoice } from '@/components/event-choices';
import { isTree, jsonText, type ExactJson } from '@/components/ui/exact-json';
import { shownName } from '@/components/ui/shown-text';
import { readFieldCondition } from '@/lib/filters/field-condition';

/**
 * The filters for the value of a field of the details; `undefined` for a value that a condition cannot name: a list or an object
 * with members, a long text, or a field whose name has a sign of conditions.
 */
export function fieldChoice(path: string, json: ExactJson): CriteriaChoice | undefined {
  const value = conditionValue(json);
  if (value === undefined) return undefined;
  const [only, not] = [`${path} = ${value}`, `${path} != ${value}`];
  const read = readFieldCondition(only);
  const isWhole =
    typeof read !== 'string' &&
    read.operator === '=' &&
    ['details', ...read.path.names].join('.') === path &&
    (json.kind !== 'string' || read.value === json.value);
  if (!isWhole) return undefined;
  return { fact: shownName(only), only: { where: [only] }, not: { where: [not] } };
}

/** A text is in quotes where it would be read as something else. */
function conditionValue(json: ExactJson): string | undefined {
  if (isTree(json)) return undefined;
  if (json.kind !== 'string') return jsonText(json);
  const isPlain = /^[\p{L}_][^"\\]*$/u.test(json.value) && json.value === json.value.trim();
  return isPlain ? json.value : JSON.stringify(json.value);
}
