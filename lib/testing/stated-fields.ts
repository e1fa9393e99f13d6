/** Of an event's line: ids as it writes them, with half a surrogate pair as UTF-8 has it, and whatever its details are. */
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
