import type { FieldAddress } from '@/components/event-record/field-address';
import { readFieldPath } from '@/lib/filters/field-path';

/** The path of a member of the details, as `details.price`; `undefined` for other members, and for names that a path cannot have. */
export function fieldPath(within: FieldAddress | undefined, name: string): string | undefined {
  if (within !== '/details' && within?.startsWith('/details/') !== true) return undefined;
  // A name with a sign that an address escapes would be another name in a path.
  const names = within.split('/').slice(1);
  return names.some((one) => /[~.]/.test(one)) ? undefined : pathWithin(names.join('.'), name);
}

/** The path of a member of the object at a path. */
export function pathWithin(path: string | undefined, name: string): string | undefined {
  if (path === undefined || name.includes('.')) return undefined;
  const member = `${path}.${name}`;
  return typeof readFieldPath(member) === 'string' ? undefined : member;
}
