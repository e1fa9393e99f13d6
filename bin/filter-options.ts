import { Option } from 'commander';
import type { z } from 'zod';
import { eventFilterSchema } from '../lib/filters/event-filter';
import { exportQuerySchema } from '../lib/filters/export-query';
import { isListParameter, readQuery, writeQuery } from '../lib/filters/read-query';

interface FilterOption {
  /** The name in the API. */
  readonly name: string;
  readonly option: Option;
}

/** The API's filter as options of a command: `event_types` is `--event-types <values...>`. */
export const FILTER_OPTIONS: readonly FilterOption[] = Object.entries(exportQuerySchema.shape)
  .filter(([name]) => name in eventFilterSchema.shape)
  .map(([name, schema]) => ({ name, option: toOption(name, schema) }));

/**
 * Reads commander's values of {@link FILTER_OPTIONS}.
 * @throws {InvalidParametersError} with the API's names of the options
 */
export function readFilter(options: Readonly<Record<string, unknown>>) {
  const values: Record<string, unknown> = {};
  for (const { name, option } of FILTER_OPTIONS) values[name] = options[option.attributeName()];
  return readQuery(exportQuerySchema, writeQuery(values));
}

function toOption(name: string, schema: z.ZodType): Option {
  const value = isListParameter(schema) ? '<values...>' : '<value>';
  return new Option(`--${name.replaceAll('_', '-')} ${value}`, schema.meta()?.description);
}
