import { describe, expect, it } from 'vitest';
import { eventOutcome, STATUS_WORDS, type Outcome } from './event-outcome';

const outcome = (details: Readonly<Record<string, unknown>> | null, event_type = 'ACTION') =>
  eventOutcome({ event_type, details });

describe('eventOutcome', () => {
  it.each<readonly [Outcome, string, Readonly<Record<string, unknown>>]>([
    ['failed', 'SYSTEM', { error_type: 'llm_timeout' }],
    ['failed', 'SYSTEM', { error_type: 'llm_timeout', status: 'success' }],
    ['none', 'SYSTEM', { error_type: '' }],
    ['none', 'SYSTEM', { error_type: 7 }],
    ['none', 'SYSTEM', { error_type: 'events_dropped', status: 'warning' }],
    ['failed', 'SYSTEM', { error_type: 'events_dropped', status: 'failed' }],
    ['none', 'ACTION', { error_type: 'llm_timeout' }],
    ['none', 'system', { error_type: 'llm_timeout' }],
    ['none', 'SYSTEM', { system_event_type: 'turn_start' }],
    ['ok', 'SYSTEM', { system_event_type: 'turn_end', status: 'completed' }],
    ['none', 'SYSTEM', { status: 'retrying' }],
    ['none', 'ACTION', { status: 'errors' }],
    ['none', 'ACTION', { status: ['error'] }],
    ['none', 'ACTION', { status: 500 }],
    ['failed', 'ACTION', { validated: false }],
    ['ok', 'ACTION', { validated: true }],
    ['none', 'ACTION', { validated: 'true' }],
    ['failed', 'ACTION', { accepted: false, validated: true }],
    ['ok', 'ACTION', { accepted: true }],
    ['failed', 'ACTION', { validated: true, status: 'rejected' }],
    ['failed', 'DETAIL', { is_error: true, status: 'ok' }],
    ['none', 'DETAIL', { is_error: false }],
    ['failed', 'DETAIL', { status_code: 'ERROR' }],
    ['ok', 'DETAIL', { status_code: 'OK' }],
    ['none', 'DETAIL', { status_code: 'UNSET' }],
    ['none', 'DETAIL', { status_code: 2 }],
    ['failed', 'DETAIL', { status: { code: 2 } }],
    ['failed', 'DETAIL', { status: { code: 'ERROR' } }],
    ['failed', 'DETAIL', { status: { code: 'STATUS_CODE_ERROR', message: 'no' } }],
    ['ok', 'DETAIL', { status: { code: 1 } }],
    ['ok', 'DETAIL', { status: { code: 'STATUS_CODE_OK' } }],
    ['none', 'DETAIL', { status: { code: 0 } }],
    ['none', 'DETAIL', { status: { code: 'failed' } }],
    ['none', 'DETAIL', { status: { error: true } }],
    ['none', 'ACTION', {}],
  ])('is %s for %s with %j', (expected, event_type, details) => {
    expect(outcome(details, event_type)).toBe(expected);
  });

  it('knows each word of a status in any case, in any type', () => {
    for (const [expected, words] of Object.entries(STATUS_WORDS)) {
      for (const word of words) {
        expect(outcome({ status: word })).toBe(expected);
        expect(outcome({ status: word.toUpperCase() }, 'SYSTEM')).toBe(expected);
      }
    }
  });

  it('takes letters beyond ASCII for other letters', () => {
    // Their lower case is "ok".
    expect(outcome({ status: 'O\u212a' })).toBe('none');
  });

  it('is none without details', () => {
    expect(outcome(null, 'SYSTEM')).toBe('none');
  });
});
