import type { z } from 'zod';
import { InvalidParametersError, type ParameterError } from '../errors';
import { readQuery } from './read-query';

/** The values of a query, and the parameters that could not be read. */
export interface LenientReading<Values> {
  readonly values: Values;
  /** The query without the parameters that could not be read. */
  readonly readable: URLSearchParams;
  readonly ignored: readonly ParameterError[];
}

/** Reads a query as {@link readQuery}. A bad parameter is left out and named; the others hold. */
export function readLeniently<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  query: URLSearchParams,
): LenientReading<z.infer<z.ZodObject<Shape>>> {
  const readable = new URLSearchParams(query);
  const ignored: ParameterError[] = [];
  for (;;) {
    try {
      return { values: readQuery(schema, readable), readable, ignored };
    } catch (error) {
      const bad = error instanceof InvalidParametersError ? error.errors : [];
      const present = bad.filter(({ parameter }) => readable.has(parameter));
      if (present.length === 0) throw error;
      for (const one of present) {
        ignored.push(one);
        readable.delete(one.parameter);
      }
    }
  }
}
