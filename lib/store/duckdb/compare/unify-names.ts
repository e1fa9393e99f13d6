import { NAME_FIELDS, type NameField } from '../../../filters/read-conditions';
import type { IndexNames } from '../index/index-names';

/** The codes of names in both indexes of a pair: those of `a`, and further ones for names that only `b` has. */
export interface UnifiedNames {
  nameOf(field: NameField, code: number): string;
  codesOf(field: NameField, names: Iterable<string>): readonly number[];
  /** SQL for the code of a column of `b`. */
  readonly inB: Readonly<Record<NameField, string>>;
}

/** @param renamed the names of agents in `a`, by their names in `b` */
export function unifyNames(
  a: IndexNames,
  b: IndexNames,
  renamed: ReadonlyMap<string, string>,
): UnifiedNames {
  const added: Record<NameField, string[]> = { type: [], agent: [], kind: [] };
  const inB: Record<NameField, string> = { type: 'type', agent: 'agent', kind: 'kind' };
  for (const field of NAME_FIELDS) {
    const count = a.count(field);
    const codes = Array.from({ length: b.count(field) }, (_, code) => {
      const own = b.nameOf(field, code);
      const name = field === 'agent' ? (renamed.get(own) ?? own) : own;
      return a.codeOf(field, name) ?? count + added[field].push(name) - 1;
    });
    if (codes.some((code, at) => code !== at)) {
      inB[field] = `list_extract([${codes.join(', ')}]::UINTEGER[], ${field} + 1)`;
    }
  }
  const nameOf = (field: NameField, code: number): string =>
    code < a.count(field) ? a.nameOf(field, code) : (added[field][code - a.count(field)] ?? '');
  return {
    inB,
    nameOf,
    codesOf: (field, names) =>
      Array.from(names).flatMap((name) => {
        const known = a.codeOf(field, name);
        if (known !== undefined) return known;
        const at = added[field].indexOf(name);
        return at === -1 ? [] : a.count(field) + at;
      }),
  };
}
