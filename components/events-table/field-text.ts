import { inlineText } from '@/components/ui/exact-json';
import { readableText } from '@/components/ui/readable-value';
import type { FieldValue } from './field-page-query';

/** The text of a value in a cell: numbers with separators of thousands, a cut value with `…`; empty without a value. */
export function fieldText(value: FieldValue | undefined): string {
  if (value === undefined) return '';
  if (value.isCut) return withDots(inlineText(value.json));
  return value.json.kind === 'string' && value.json.value === '' ? '""' : readableText(value.json);
}

/** The exact text of a value, for a tooltip, shortened when it is long. A value that the server cut is called cut. */
export function fieldTitle(path: string, { json, isCut }: FieldValue): string {
  const text = inlineText(json);
  return isCut ? `${path}, cut: ${withDots(text)}` : `${path}: ${text}`;
}

function withDots(text: string): string {
  return text.endsWith('…') ? text : `${text}…`;
}
