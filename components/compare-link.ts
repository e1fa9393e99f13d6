import { writeQuery } from '@/lib/filters/read-query';

/** The comparison of two runs, by their ids. */
export function compareLink(a: string, b: string): string {
  return `/compare?${writeQuery({ a, b }).toString()}`;
}
