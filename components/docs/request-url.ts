import { pathSegment } from '@/lib/api/path-segment';
import type { Operation } from './openapi-schema';

/** The filled-in values by parameter. A parameter with an empty list is left out. */
export type ParameterValues = Readonly<Record<string, readonly string[]>>;

/** Path and query of a request. Path parameters without a value stay `{name}`. */
export function requestUrl(operation: Operation, values: ParameterValues): string {
  const query = new URLSearchParams();
  let { path } = operation;
  for (const { name, in: place } of operation.parameters) {
    const given = values[name] ?? [];
    if (place === 'query') {
      for (const value of given) query.append(name, value);
    } else if (given[0] !== undefined && given[0] !== '') {
      path = path.replace(`{${name}}`, pathSegment(given[0]));
    }
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** A command for a POSIX shell. */
export function curlCommand(url: string): string {
  return `curl '${url.replaceAll("'", "'\\''")}'`;
}
