import type { StoredEvent } from './read-event';

/** The outcomes of an event. The place in the list is the number that the index stores. */
export const OUTCOMES = ['none', 'ok', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The words of `details.status` with an outcome. Other words have none. Upper and lower case are equal. */
export const STATUS_WORDS = {
  failed: [
    ...['error', 'errored', 'fail', 'failed', 'failure', 'fatal', 'crashed', 'aborted'],
    ...['timeout', 'timed_out', 'timedout', 'timed out', 'exhausted'],
    ...['refused', 'rejected', 'denied', 'cancelled', 'canceled'],
  ],
  ok: [
    ...['ok', 'success', 'successful', 'succeeded', 'completed', 'complete', 'done'],
    ...['accepted', 'finished'],
  ],
} as const satisfies Readonly<Partial<Record<Outcome, readonly string[]>>>;

/** The codes of a span's status with an outcome: of OpenTelemetry, by name and by number. */
export const SPAN_CODES = {
  failed: ['error', 'status_code_error'],
  ok: ['ok', 'status_code_ok'],
} as const satisfies Readonly<Partial<Record<Outcome, readonly string[]>>>;
const SPAN_ERROR = 2;
const SPAN_OK = 1;

/** The `error_type` of a report of dropped events. Such a report is not a failure of the run. */
export const DROP_REPORT = 'events_dropped';

const OUTCOME_OF_STATUS = outcomesByWord(STATUS_WORDS);
const OUTCOME_OF_CODE = outcomesByWord(SPAN_CODES);

/**
 * The outcome that the details of an event state. It is `failed` when one of them states a failure:
 *
 * - `error_type`, a text that is not empty, of a SYSTEM event, other than {@link DROP_REPORT};
 * - `status`, one of {@link STATUS_WORDS};
 * - `status.code` or `status_code`, the status of a span: one of {@link SPAN_CODES}, or for `status.code` its number;
 * - `validated: false`, `accepted: false`, `is_error: true`.
 *
 * Otherwise it is `ok` when one of them states a success: `status`, a span's status, `validated: true` or `accepted: true`.
 * Otherwise it is `none`.
 */
export function eventOutcome({
  event_type,
  details,
}: Pick<StoredEvent, 'event_type' | 'details'>): Outcome {
  if (details === null) return 'none';
  const { error_type, status, status_code, validated, accepted, is_error } = details;
  const isError =
    event_type === 'SYSTEM' &&
    typeof error_type === 'string' &&
    error_type !== '' &&
    error_type !== DROP_REPORT;
  if (isError || validated === false || accepted === false || is_error === true) return 'failed';
  const stated = [outcomeOfStatus(status), outcomeOfWord(OUTCOME_OF_CODE, status_code)];
  if (stated.includes('failed')) return 'failed';
  return validated === true || accepted === true || stated.includes('ok') ? 'ok' : 'none';
}

function outcomeOfStatus(status: unknown): Outcome {
  if (typeof status !== 'object' || status === null || Array.isArray(status)) {
    return outcomeOfWord(OUTCOME_OF_STATUS, status);
  }
  if (!('code' in status)) return 'none';
  if (status.code === SPAN_ERROR) return 'failed';
  if (status.code === SPAN_OK) return 'ok';
  return outcomeOfWord(OUTCOME_OF_CODE, status.code);
}

function outcomeOfWord(outcomes: ReadonlyMap<string, Outcome>, word: unknown): Outcome {
  return typeof word === 'string' ? (outcomes.get(toAsciiLowerCase(word)) ?? 'none') : 'none';
}

/** Unlike `toLowerCase`, it leaves letters beyond ASCII, some of which would become letters of ASCII. */
function toAsciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function outcomesByWord({
  failed,
  ok,
}: Readonly<Record<'failed' | 'ok', readonly string[]>>): ReadonlyMap<string, Outcome> {
  return new Map<string, Outcome>([
    ...failed.map((word) => [word, 'failed'] as const),
    ...ok.map((word) => [word, 'ok'] as const),
  ]);
}
