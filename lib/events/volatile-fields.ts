/**
 * The fields of details that differ between two runs of the same simulation, at any depth: ids, times, durations and latencies,
 * counts of tokens, the machine. Comparisons ignore them. A name stands for itself alone: `timeout_ms` is compared.
 */
export const VOLATILE_FIELDS = {
  ids: [
    ...['id', 'uuid', 'event_id', 'event_ids', 'caused_by', 'parent_id', 'parent_event_id'],
    ...['simulation_id', 'run_id', 'session_id', 'request_id', 'response_id', 'message_id'],
    ...['call_id', 'tool_call_id', 'trace_id', 'span_id', 'parent_span_id'],
  ],
  times: [
    ...['timestamp', 'start_timestamp', 'end_timestamp', 'start_time', 'end_time', 'created'],
    ...['created_at', 'updated_at', 'started_at', 'ended_at', 'finished_at', 'completed_at'],
  ],
  durations: [
    ...['duration', 'duration_ms', 'duration_s', 'duration_seconds', 'elapsed', 'elapsed_ms'],
    ...['elapsed_s', 'elapsed_seconds', 'latency', 'latency_ms', 'latency_s'],
    ...['latency_seconds', 'response_time', 'response_time_ms'],
  ],
  tokens: [
    ...['tokens', 'token_count', 'tokens_used', 'usage', 'prompt_tokens', 'completion_tokens'],
    ...['input_tokens', 'output_tokens', 'total_tokens', 'cached_tokens', 'reasoning_tokens'],
  ],
  machine: ['host', 'hostname', 'pid'],
} as const;

const NAMES: ReadonlySet<string> = new Set(Object.values(VOLATILE_FIELDS).flat());

/** Whether comparisons ignore the field of this name. */
export function isVolatileField(name: string): boolean {
  return NAMES.has(name);
}

/** Whether a field is one of these: by its name, or by its path with or without `details` in front. */
export function ignoredFields(
  ignored: readonly string[],
): (name: string, path: readonly string[]) => boolean {
  const listed = new Set(ignored.map((field) => field.replace(/^details\./, '')));
  return (name, path) => listed.has(name) || (listed.size > 0 && listed.has(path.join('.')));
}

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const UUID = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

/** Whether a text is a ULID or a UUID: comparisons take all of them for equal, as they refer to events and calls. */
export function isIdText(text: string): boolean {
  return (text.length === 26 && ULID.test(text)) || (text.length === 36 && UUID.test(text));
}
