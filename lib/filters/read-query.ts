import type { z } from 'zod';
import { InvalidParametersError, type ParameterError } from '../errors';

/**
 * Reads a query string by a schema. Array members are repeated parameters. Unknown parameters are ignored.
 * @throws {InvalidParametersError} with an entry for each bad parameter, quoting its value
 */
export function readQuery<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  query: URLSearchParams,
): z.infer<z.ZodObject<Shape>> {
  const { input, errors } = collect(schema, query);
  const result = schema.safeParse(input);
  if (result.success && errors.length === 0) return result.data;
  const issues = result.success
    ? []
    : result.error.issues.map((issue) => {
        const parameter = String(issue.path[0]);
        return { parameter, value: query.getAll(parameter).join(', '), reason: issue.message };
      });
  throw new InvalidParametersError([...errors, ...issues]);
}

/** Writes the inverse of {@link readQuery}. Absent members are left out, array members are repeated. */
export function writeQuery(values: Readonly<Record<string, unknown>>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null) continue;
    for (const item of Array.isArray(value) ? value : [value]) query.append(name, String(item));
  }
  return query;
}

function collect<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  query: URLSearchParams,
): { input: Record<string, unknown>; errors: ParameterError[] } {
  const input: Record<string, unknown> = {};
  const errors: ParameterError[] = [];
  for (const [name, member] of Object.entries(schema.shape)) {
    const given = query.getAll(name);
    if (given.length === 0) continue;
    if (isListParameter(member as z.ZodType)) {
      input[name] = given;
    } else if (given.length > 1) {
      errors.push({ parameter: name, value: given.join(', '), reason: 'given more than once' });
    } else {
      input[name] = given[0];
    }
  }
  return { input, errors };
}

/** Whether this member of a query's schema is a repeated parameter. */
export function isListParameter(schema: z.ZodType): boolean {
  const definition = schema.def as { type: string; innerType?: z.ZodType };
  if (definition.type === 'array') return true;
  return definition.innerType !== undefined && isListParameter(definition.innerType);
}
