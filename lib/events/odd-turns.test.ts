import { expect, it } from 'vitest';
import { readEventLine } from './read-event';

it.each(['9007199254740993', '1e400', '-1', '1.5', '12345678901234567890.5e3'])(
  'an event of turn %s is none, and the reason has the number as it is written',
  (turn) => {
    const rest = '"event_id":"a","timestamp":"2026-10-04","event_type":"STATE"';
    expect(readEventLine(`{"turn_number":${turn},${rest}}`).reason).toBe(`turn_number is ${turn}`);
  },
);
