import type { z } from 'zod';

/** A value of a view that a link restores. */
export interface UrlField<Value> {
  /** The name of its parameter in the query. */
  readonly parameter: string;
  /** Reads the text of the parameter. */
  readonly schema: z.ZodType;
  /** The value without the parameter. */
  readonly initial: Value;
  /** Writes a value other than the initial one: a text, a number, or a list for a repeated parameter. */
  write(value: Value): unknown;
}

/** Fields by their names in the program. */
export type UrlFields = Readonly<Record<string, UrlField<unknown>>>;

/** The values of fields. */
export type FieldValues<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends { readonly initial: infer Value }
    ? Value
    : never;
};

/** The fields of several parts of a page together. */
export type FieldsOf<Part extends { readonly fields: UrlFields }> = Intersection<Part['fields']>;

/** @param initial the value without the parameter; a view with it has no parameter */
export function urlField<Value, const Initial extends Value | null>(
  parameter: string,
  schema: z.ZodType<Value>,
  initial: Initial,
  write: (value: Value) => unknown = (value) => value,
): UrlField<Value | Initial> {
  return {
    parameter,
    schema,
    initial,
    write: (value) => (value === null || value === initial ? undefined : write(value)),
  };
}

/** All fields of the parts of a page. */
export function fieldsOf<Part extends { readonly fields: UrlFields }>(
  parts: readonly Part[],
): FieldsOf<Part> {
  const fields = Object.fromEntries(parts.flatMap((part) => Object.entries(part.fields)));
  // TypeScript cannot follow members through a loop.
  return fields as FieldsOf<Part>;
}

/** The shape of the query that holds the fields. */
export function queryShape(fields: UrlFields): Readonly<Record<string, z.ZodOptional>> {
  return Object.fromEntries(
    Object.values(fields).map(({ parameter, schema }) => [parameter, schema.optional()]),
  );
}

/** @param values of the parameters, each read by the schema of its field */
export function readFields<Fields extends UrlFields>(
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
): FieldValues<Fields> {
  const read = Object.entries(fields).map(([name, { parameter, initial }]) => [
    name,
    values[parameter] ?? initial,
  ]);
  // TypeScript cannot follow members through a loop.
  return Object.fromEntries(read) as FieldValues<Fields>;
}

/** The parameters of the fields; `undefined` for those at their initial value. */
export function writeFields(
  fields: UrlFields,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [field.parameter, field.write(values[name])]),
  );
}

type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;
