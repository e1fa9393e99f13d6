import { VOLATILE_FIELDS } from '../events/volatile-fields';
import type { WireComparedEvents, WireComparison } from './comparison-contract';

const common = {
  timestamp: '2025-10-04T20:05:11.120000+00:00',
  turn_number: 10,
  event_type: 'DECISION',
  agent_id: 'juno_trader',
  description: 'juno_trader plans 34 of grain a turn',
} as const;

const eventA = {
  ...common,
  event_id: '01K6YV2S9WQ2Z0J8Q1N7CB4F3D',
  simulation_id: 'market-001',
  details: { decision_type: 'plan', old_value: 56, new_value: 34 },
};
const eventB = {
  ...common,
  event_id: '01K6YX7A1T0M3Y5B9R6WJH2E8C',
  simulation_id: 'market-002',
  description: 'juno_trader plans 56 of grain a turn',
  details: { decision_type: 'plan', old_value: 56, new_value: 56 },
};

const changes = [{ path: 'details.new_value', a: 34, b: 56 }];
const matches = { a: 3490, b: 3512, same: 1842, changed: 1571, missing: 77, extra: 99 };

const comparison: WireComparison = {
  a: {
    id: 'market-001',
    name: 'Market crisis',
    status: 'finished',
    event_count: 3490,
    compared: 3490,
    first_turn: 0,
    last_turn: 40,
  },
  b: {
    id: 'market-002',
    name: 'Market crisis',
    status: 'finished',
    event_count: 3512,
    compared: 3512,
    first_turn: 0,
    last_turn: 40,
  },
  same: false,
  compared: { a: 3490, b: 3512, turns: 41, variables: 71, settings: 31 },
  told: ['another_configuration'],
  configuration: {
    same_count: 30,
    difference_count: 1,
    differences: [{ path: 'llm.max_attempts', a: 3, b: 5 }],
    unread: [],
  },
  verbosity: null,
  ends_early: null,
  renamed_agents: [],
  ignored: { default: Object.values(VOLATILE_FIELDS).flat(), added: [] },
  first_divergence: {
    turn: 10,
    kind: 'changed',
    a: eventA.event_id,
    b: eventB.event_id,
    event_type: 'DECISION',
    agent_id: 'juno_trader',
    event_kind: 'plan',
    occurrence: 1,
    identical_before: 773,
    changes,
    change_count: 1,
    reorder: null,
    sentence: "Turn 10: details.new_value of juno_trader's 1st DECISION plan is 34 in A, 56 in B",
  },
  together_again: [],
  counts: matches,
  turns: [
    {
      first_turn: 10,
      last_turn: 10,
      a: 100,
      b: 99,
      same: 88,
      changed: 8,
      missing: 4,
      extra: 3,
      is_reordered: false,
    },
  ],
  by_type: [{ name: 'DECISION', a: 480, b: 485, same: 300, changed: 170, missing: 10, extra: 15 }],
  by_agent: [
    { name: 'juno_trader', a: 500, b: 512, same: 210, changed: 270, missing: 20, extra: 32 },
  ],
  by_kind: [{ name: 'plan', a: 240, b: 240, same: 150, changed: 90, missing: 0, extra: 0 }],
  variables: {
    compared: 71,
    differing: 58,
    differences: [
      {
        key: 'grain_price',
        scope: 'global',
        agent_id: null,
        variable_name: 'grain_price',
        only_in: null,
        first_turn: 11,
        turn_count: 30,
        largest: { turn: 22, a: 333.13, b: 209.7 },
        last: { a: 155.41, b: 145.9 },
        is_led_to: true,
      },
    ],
  },
  led_to: {
    a: {
      event_id: eventA.event_id,
      count: 1612,
      differing: 1480,
      apart: 36,
      telling: [],
      apart_events: [],
      last_turn: 40,
      truncated: false,
    },
    b: null,
  },
  events: { a: [eventA], b: [eventB] },
  cut: [],
};

const comparedEvents: WireComparedEvents = {
  turn: 10,
  counts: { a: 100, b: 99 },
  total: 15,
  same_after: 3,
  rows: [{ place: 12, how: 'changed', a: eventA, b: eventB, changes, same_before: 12 }],
  has_more: true,
  truncated: false,
};

/** Examples of the answers of /comparison. */
export const COMPARISON_EXAMPLES = { comparison, comparedEvents };
