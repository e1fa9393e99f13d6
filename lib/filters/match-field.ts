import { compareCodePoints } from '../events/event-order';
import type { FieldCondition, FieldOperator } from './field-condition';
import { fieldText } from './field-path';
import { textPattern } from './match-text';

/**
 * Returns a test: whether the line of an event meets a condition on a field of its details. An event without the field does not.
 * Numbers are compared with numbers, texts with texts in code point order. The text of a field that is no text is its JSON.
 */
export function matchField({ path, operator, value }: FieldCondition): (line: string) => boolean {
  const pattern = textPattern(String(value));
  return (line) => {
    const json = fieldText(line, path);
    if (json === undefined) return false;
    const field = json.startsWith('"') ? textOf(json) : json;
    if (operator === '~') return pattern.test(field);
    const number = isNumber(json) ? Number(json) : undefined;
    if (typeof value === 'number' && number !== undefined)
      return holds(operator, compareNumbers(number, value));
    if (operator === '=') return field === String(value);
    if (operator === '!=') return field !== String(value);
    const areTexts = typeof value === 'string' && json.startsWith('"');
    return areTexts && holds(operator, compareCodePoints(field, value));
  };
}

function holds(operator: Exclude<FieldOperator, '~'>, difference: number): boolean {
  switch (operator) {
    case '=':
      return difference === 0;
    case '!=':
      return difference !== 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
  }
}

function isNumber(json: string): boolean {
  return /^[-\d]/.test(json);
}

function textOf(json: string): string {
  const text: unknown = JSON.parse(json);
  return typeof text === 'string' ? text.toWellFormed() : '';
}

/** A difference would be none of two infinite numbers. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
