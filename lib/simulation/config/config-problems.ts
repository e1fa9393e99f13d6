import { boundedJson } from '../../json/bounded-json';
import type { z } from 'zod';
import { InvalidConfigError, type ConfigProblem } from '../../errors';

/** Reads a section that belongs to a part of the simulation. @throws {InvalidConfigError} with path and value */
export function readSection<Schema extends z.ZodType>(
  at: string,
  schema: Schema,
  section: unknown,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(section);
  if (success) return data;
  throw new InvalidConfigError('configuration', describeIssues(error.issues, section, { at }));
}

/** Converts zod's issues, with paths as in the configuration, `agents[2].name`, and the original values. */
export function describeIssues(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  {
    at = '',
    findLine,
  }: {
    readonly at?: string;
    readonly findLine?: (path: readonly PropertyKey[]) => number | undefined;
  } = {},
): readonly ConfigProblem[] {
  return issues.map((issue) => {
    const line = findLine?.(issue.path);
    return {
      parameter: issue.path.reduce<string>(appendKey, at),
      value: quote(issue.path.reduce<unknown>(member, value)),
      reason: issue.message,
      ...(line === undefined ? {} : { line }),
    };
  });
}

function appendKey(name: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${name}[${String(key)}]`;
  return name === '' ? String(key) : `${name}.${String(key)}`;
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  return boundedJson(value, 80);
}
