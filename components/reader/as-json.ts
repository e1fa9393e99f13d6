import { readExactJson, type ExactJson } from '@/components/ui/exact-json';

/** Longer texts are not tried as JSON. */
const MAX_TRIED = 2_000_000;

/** The object or list that a text holds; other values as they are. */
export function asJson(value: ExactJson): ExactJson {
  if (value.kind !== 'string' || value.value.length > MAX_TRIED) return value;
  if (!/^\s*[[{][^]*[\]}]\s*$/.test(value.value)) return value;
  try {
    JSON.parse(value.value);
  } catch {
    return value;
  }
  return readExactJson(value.value);
}
