import { listValue, type DuckDBConnection } from '@duckdb/node-api';
import { canonicalEventType } from '../../../events/event-type';
import { naturalKey } from '../../../events/natural-order';
import { OUTCOMES } from '../../../events/event-outcome';
import { NAME_FIELDS, type NameField } from '../../../filters/read-conditions';
import type { EventColumns } from '../../../scan/event-columns';
import { queryRows, textOf } from '../sql/connections';

/** The columns of an index that hold codes of names. The names of outcomes are the same in every index. */
export const CODED_FIELDS = [...NAME_FIELDS, 'outcome'] as const;
export type CodedField = (typeof CODED_FIELDS)[number];

/** The names in an index and their codes. The empty name, which stands for none, has code 0. */
export interface IndexNames {
  codeOf(field: CodedField, name: string): number | undefined;
  nameOf(field: CodedField, code: number): string;
  /** The number of names, including the empty one. */
  count(field: CodedField): number;
}

interface UnsavedName {
  readonly field: NameField;
  readonly code: number;
  readonly name: string;
}

export class NameTable implements IndexNames {
  #unsaved: UnsavedName[] = [];
  readonly #codes: Readonly<Record<CodedField, Map<string, number>>>;
  readonly #names: Readonly<Record<CodedField, string[]>>;

  constructor() {
    const outcomes = new Map(OUTCOMES.map((outcome, code) => [outcome, code]));
    this.#codes = { type: new Map(), agent: new Map(), kind: new Map(), outcome: outcomes };
    this.#names = { type: [], agent: [], kind: [], outcome: [...OUTCOMES] };
    // The empty name is not stored.
    for (const field of NAME_FIELDS) this.add(field, '');
    this.forgetUnsaved();
  }

  /** Names that are not stored yet. */
  get unsaved(): readonly UnsavedName[] {
    return this.#unsaved;
  }

  /** To be called when they are stored. */
  forgetUnsaved(): void {
    this.#unsaved = [];
  }

  codeOf(field: CodedField, name: string): number | undefined {
    return this.#codes[field].get(name);
  }

  nameOf(field: CodedField, code: number): string {
    return this.#names[field][code] ?? '';
  }

  count(field: CodedField): number {
    return this.#names[field].length;
  }

  /** The code of a name; a new name gets a new code. */
  add(field: NameField, name: string): number {
    const known = this.#codes[field].get(name);
    if (known !== undefined) return known;
    const code = this.#names[field].push(name) - 1;
    this.#codes[field].set(name, code);
    this.#unsaved.push({ field, code, name });
    return code;
  }

  /** Replaces the codes in columns, which have their own table of names, by the codes of this table. */
  recode(columns: EventColumns): void {
    recodeColumn(columns.type, columns.rowCount, columns.types, (name) =>
      this.add('type', canonicalEventType(name)),
    );
    recodeColumn(columns.agent, columns.rowCount, columns.agents, (name) =>
      this.add('agent', name),
    );
    recodeColumn(columns.kind, columns.rowCount, columns.kinds, (name) => this.add('kind', name));
  }
}

function recodeColumn(
  column: Uint32Array,
  rowCount: number,
  names: readonly string[],
  codeOf: (name: string) => number,
): void {
  const codes = Uint32Array.from(names, codeOf);
  if (codes.every((code, index) => code === index)) return;
  for (let row = 0; row < rowCount; row++) column[row] = codes[column[row] ?? 0] ?? 0;
}

export async function loadNames(connection: DuckDBConnection, catalog: string): Promise<NameTable> {
  const names = new NameTable();
  const rows = await queryRows(connection, `SELECT * FROM ${catalog}.names ORDER BY field, code`);
  for (const row of rows) {
    const field = NAME_FIELDS.find((candidate) => candidate === row['field']);
    if (field !== undefined) names.add(field, textOf(row, 'name'));
  }
  names.forgetUnsaved();
  return names;
}

/** DuckDB binds values one by one, and binds all values of a statement without a pause. */
const SAVED_AT_ONCE = 2048;

/** Stores the names added since the last call. Runs in the connection's transaction. */
export async function saveNames(
  connection: DuckDBConnection,
  catalog: string,
  names: NameTable,
): Promise<void> {
  const { unsaved } = names;
  for (let first = 0; first < unsaved.length; first += SAVED_AT_ONCE) {
    const some = unsaved.slice(first, first + SAVED_AT_ONCE);
    await connection.run(
      `INSERT INTO ${catalog}.names
       SELECT unnest($fields::VARCHAR[]), unnest($codes::UINTEGER[]), unnest($names::VARCHAR[]),
              unnest($keys::VARCHAR[])`,
      {
        fields: listValue(some.map(({ field }) => field)),
        codes: listValue(some.map(({ code }) => code)),
        names: listValue(some.map(({ name }) => name)),
        keys: listValue(some.map(({ name }) => naturalKey(name))),
      },
    );
  }
}
