import type { JsonSchema } from './openapi-schema';

/** Schemas by name, for resolving `$ref`. */
export type Schemas = Readonly<Record<string, JsonSchema>>;

/** A field of an answer, as a row of a table. */
export interface SchemaField {
  /** From the root: `events[].event_id`. */
  readonly path: string;
  readonly name: string;
  /** Its nesting depth; 0 for the fields of the root. */
  readonly depth: number;
  readonly type: string;
  readonly isOptional: boolean;
  readonly description: string;
}

const MAX_FIELD_DEPTH = 4;

/** For example `integer`, `string[]`, `SimulationEvent[]`, `string or null`, `"asc" or "desc"`. */
export function typeText(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return refName(schema.$ref);
  if (schema.enum !== undefined)
    return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeText).join(' or ');
  if (schema.type === 'array') return `${typeText(schema.items ?? {})}[]`;
  if (schema.type === undefined) return 'anything';
  return [schema.type].flat().join(' or ');
}

/** For example `1 to 10,000`, `at least 0`; empty when every value of the type is valid. */
export function boundsText({ minimum, maximum }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined)
    return `${count(minimum)} to ${count(maximum)}`;
  if (minimum !== undefined) return `at least ${count(minimum)}`;
  return maximum === undefined ? '' : `at most ${count(maximum)}`;
}

/** The fields of an object or of the objects of a list, each followed by its own fields. */
export function schemaFields(schema: JsonSchema, schemas: Schemas): readonly SchemaField[] {
  return fieldsWithin(schema, schemas, '', 0);
}

function fieldsWithin(
  schema: JsonSchema,
  schemas: Schemas,
  prefix: string,
  depth: number,
): readonly SchemaField[] {
  if (depth > MAX_FIELD_DEPTH) return [];
  const { properties = {}, required = [] } = objectOf(schema, schemas) ?? {};
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const isList = resolve(field, schemas).type === 'array';
    return [
      {
        path,
        name,
        depth,
        type: typeText(field),
        isOptional: !required.includes(name),
        description: field.description ?? '',
      },
      ...fieldsWithin(field, schemas, `${path}${isList ? '[]' : ''}.`, depth + 1),
    ];
  });
}

/** The object with named members that a schema describes, refers to, lists, or combines. */
function objectOf(schema: JsonSchema, schemas: Schemas): JsonSchema | undefined {
  const resolved = resolve(schema, schemas);
  if (resolved.allOf !== undefined) {
    return resolved.allOf.find(({ properties }) => properties !== undefined);
  }
  if (resolved.type === 'array') return resolved.items && objectOf(resolved.items, schemas);
  return resolved.properties === undefined ? undefined : resolved;
}

function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  if (schema.$ref === undefined) return schema;
  return schemas[refName(schema.$ref)] ?? {};
}

function refName(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
