import { isValid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { InvalidEventError } from '../errors';
import {
  createActionEvent,
  createDecisionEvent,
  createDetailEvent,
  createMilestoneEvent,
  createStateEvent,
  createSystemEvent,
} from './create-event';
import { compareCodePoints } from './event-order';
import { parseTimestamp } from './epoch-micros';
import { simulationEventSchema } from './simulation-event';

const common = { simulation_id: 'sim-001', turn_number: 3 };

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

describe('event builders', () => {
  it.each([
    [
      'MILESTONE',
      createMilestoneEvent({ ...common, milestone_type: 'turn_start' }),
      { milestone_type: 'turn_start' },
    ],
    [
      'DECISION',
      createDecisionEvent({
        ...common,
        agent_id: 'ada',
        decision_type: 'rate',
        old_value: 1,
        new_value: 2,
      }),
      { decision_type: 'rate', old_value: 1, new_value: 2 },
    ],
    [
      'ACTION',
      createActionEvent({
        ...common,
        agent_id: 'ada',
        action_type: 'trade',
        action_payload: { tons: 3 },
      }),
      { action_type: 'trade', action_payload: { tons: 3 } },
    ],
    [
      'STATE',
      createStateEvent({ ...common, variable_name: 'price', old_value: 1, new_value: 2 }),
      { variable_name: 'price', old_value: 1, new_value: 2, scope: 'global' },
    ],
    [
      'DETAIL',
      createDetailEvent({ ...common, calculation_type: 'impact', intermediate_values: [1] }),
      { calculation_type: 'impact', intermediate_values: [1] },
    ],
    [
      'SYSTEM',
      createSystemEvent({
        ...common,
        status: 'warning',
        error_type: 'timeout',
        retry_count: 2,
        llm_model: 'llama3',
        timeout_ms: 5000,
      }),
      {
        status: 'warning',
        error_type: 'timeout',
        retry_count: 2,
        llm_model: 'llama3',
        timeout_ms: 5000,
      },
    ],
  ])(
    'make %s events of the documented shape, and keep fields that the caller adds',
    (type, event, details) => {
      expect(simulationEventSchema.parse(event)).toEqual(event);
      expect(event).toMatchObject({ ...common, event_type: type, details });
      expect(isValid(event.event_id)).toBe(true);
      expect(event.timestamp).toMatch(/\.\d{6}\+00:00$/);
      const now = BigInt(Date.now()) * 1000n;
      const time = parseTimestamp(event.timestamp) ?? 0n;
      expect(time > now - 60_000_000n && time <= now + 1_000_000n).toBe(true);
    },
  );

  it('take the scope of a state from its agent', () => {
    const event = createStateEvent({
      ...common,
      agent_id: 'ada',
      variable_name: 'x',
      new_value: 1,
    });
    expect(event.details).toMatchObject({ scope: 'agent' });
  });

  it('give later events greater ids, also within a millisecond', () => {
    const ids = Array.from({ length: 1000 }, () => createSystemEvent(common).event_id);
    expect([...ids].sort(compareCodePoints)).toEqual(ids);
    expect(new Set(ids).size).toBe(1000);
  });

  it.each([
    ['turn_number', () => createSystemEvent({ ...common, turn_number: -1 }), '-1'],
    ['turn_number', () => createSystemEvent({ ...common, turn_number: 1.5 }), '1.5'],
    ['simulation_id', () => createSystemEvent({ ...common, simulation_id: '' }), '""'],
    ['agent_id', () => createActionEvent({ ...common, agent_id: '', action_type: 'x' }), '""'],
    ['description', () => createSystemEvent({ ...common, description: 'x'.repeat(501) }), `"xxx`],
    ['timestamp', () => createSystemEvent({ ...common, timestamp: 'soon' }), '"soon"'],
    [
      'action_payload.tons',
      () =>
        createActionEvent({
          ...common,
          agent_id: 'ada',
          action_type: 'x',
          action_payload: { tons: 5n },
        }),
      '5n: JSON has no bigint',
    ],
    ['new_value', () => createStateEvent({ ...common, variable_name: 'x', new_value: NaN }), 'NaN'],
    [
      'note.self',
      () => createSystemEvent({ ...common, note: cycle }),
      '[object Object]: it contains itself',
    ],
    ['caused_by.1', () => createSystemEvent({ ...common, caused_by: ['a', ''] }), '""'],
  ])('refuse a wrong %s and quote it', (field, build, value) => {
    const error = catchError(build);
    expect(error).toBeInstanceOf(InvalidEventError);
    expect(error.message).toContain(`${field}=${value}`);
  });
});

function catchError(build: () => unknown): Error {
  try {
    build();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it was not refused');
}
