import { readFieldPath, type FieldPath } from './field-path';

/** Longer ones first: `>=` is not `>`. */
const OPERATORS = ['!=', '>=', '<=', '=', '>', '<', '~'] as const;
export type FieldOperator = (typeof OPERATORS)[number];

const MAX_VALUE_LENGTH = 500;

/** A condition on a field of the details: `details.price>300`. */
export interface FieldCondition {
  readonly path: FieldPath;
  readonly operator: FieldOperator;
  /** A number when it is written like one in JSON. */
  readonly value: number | string;
}

const PARTS = /^\s*([^=!<>~]*?)\s*(!=|>=|<=|=|>|<|~)\s*([^]*?)\s*$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Reads a condition; a sentence when it is none. A value in quotes is a text, also when it looks like a number. */
export function readFieldCondition(text: string): FieldCondition | string {
  const [, pathText = '', operatorText, valueText = ''] = PARTS.exec(text) ?? [];
  const operator = OPERATORS.find((one) => one === operatorText);
  if (operator === undefined) return `expected a path, one of ${OPERATORS.join(' ')}, and a value`;
  const path = readFieldPath(pathText);
  if (typeof path === 'string') return path;
  if (valueText.length > MAX_VALUE_LENGTH) {
    return `expected a value of at most ${String(MAX_VALUE_LENGTH)} characters`;
  }
  const value = NUMBER.test(valueText) ? Number(valueText) : unquote(valueText);
  return { path, operator, value };
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
