/** The fields of an event's line: ids as written, with half a surrogate pair as U+FFFD, and details of any type. */
export function statedFields(line: string): {
  readonly event_id: string;
  readonly caused_by: readonly string[];
  readonly details: unknown;
} {
  const { event_id, caused_by, details = null } = JSON.parse(line);
  const ids: readonly string[] = [caused_by]
    .flat()
    .filter((id) => typeof id === 'string' && id !== '')
    .map((id) => id.toWellFormed());
  return { event_id: event_id.toWellFormed(), caused_by: [...new Set(ids)], details };
}
