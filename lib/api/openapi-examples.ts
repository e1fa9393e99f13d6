import type { z } from 'zod';
import type { SimulationEvent } from '../events/simulation-event';
import type {
  causalityChainSchema,
  explanationSchema,
  causalPathsSchema,
  streamMessageSchema,
  EventFacets,
  EventHistogram,
  EventMarks,
  EventPosition,
  Health,
  NearestMark,
  Problem,
  SimulationList,
  SimulationState,
  StreamProgress,
  VariableList,
} from './contract';
import type { Analytics } from './analytics-contract';
import type { EnsembleBands, EnsembleForks, EnsembleResults } from './ensemble-contract';

type CausalityChain = z.infer<typeof causalityChainSchema>;
type Explanation = z.infer<typeof explanationSchema>;
type CausalPaths = z.infer<typeof causalPathsSchema>;

const SIMULATION_ID = 'sim-001';

const turnStart: SimulationEvent = {
  event_id: '01K6RFJ1A2B3C4D5E6F7G8H9J0',
  timestamp: '2025-10-04T20:00:00.000000+00:00',
  turn_number: 1,
  event_type: 'MILESTONE',
  simulation_id: SIMULATION_ID,
  description: 'Turn 1 started',
  details: { milestone_type: 'turn_start' },
};

const decision: SimulationEvent = {
  event_id: '01K6RFJ1K9T2V4W6X8Y0Z1A3B5',
  timestamp: '2025-10-04T20:00:00.311000+00:00',
  turn_number: 1,
  event_type: 'DECISION',
  simulation_id: SIMULATION_ID,
  agent_id: 'agent_alice',
  caused_by: [turnStart.event_id],
  description: 'Raise the lending rate',
  details: { decision_type: 'lending_rate', old_value: 4.25, new_value: 4.75 },
};

const simulationList: SimulationList = {
  simulations: [
    {
      id: SIMULATION_ID,
      name: 'economic-model',
      status: 'finished',
      start_time: '2025-10-04T20:00:00+00:00',
      end_time: '2025-10-04T20:14:31.204117+00:00',
      event_count: 1523,
      first_turn: 1,
      last_turn: 48,
      agent_count: 6,
      bytes: 853_124,
      index: { state: 'ready', bytes_indexed: 853_124, bytes_total: 853_124 },
    },
  ],
};

const eventPosition: EventPosition = {
  event_id: decision.event_id,
  offset: 1,
  total: 1523,
  matches: true,
};

const eventFacets: EventFacets = {
  total: 214,
  turns: { first: 5, last: 10 },
  times: {
    first: '2025-10-04T20:01:12.000000+00:00',
    last: '2025-10-04T20:03:40.518220+00:00',
  },
  event_types: {
    values: [
      { event_type: 'ACTION', event_count: 146 },
      { event_type: 'DECISION', event_count: 68 },
    ],
    value_count: 2,
    other_count: 0,
  },
  agents: {
    values: [
      { agent_id: 'agent_alice', event_count: 80, failed_count: 2 },
      { agent_id: 'agent_bob', event_count: 74, failed_count: 0 },
    ],
    value_count: 6,
    other_count: 60,
  },
  kinds: {
    values: [
      { kind: 'lend', event_type: 'ACTION', event_count: 101 },
      { kind: 'lending_rate', event_type: 'DECISION', event_count: 68 },
      { kind: null, event_type: 'ACTION', event_count: 45 },
    ],
    value_count: 3,
    other_count: 0,
  },
  outcomes: {
    values: [
      { outcome: 'ok', event_count: 140 },
      { outcome: 'none', event_count: 68 },
      { outcome: 'failed', event_count: 6 },
    ],
    value_count: 3,
    other_count: 0,
  },
};

const eventHistogram: EventHistogram = {
  axis: 'turn',
  by: 'event_type',
  from: 1,
  to: 10,
  bucket_width: 2,
  bucket_count: 5,
  series: [
    { key: 'ACTION', is_rest: false, event_count: 214, counts: [40, 44, 41, 45, 44] },
    { key: 'DECISION', is_rest: false, event_count: 60, counts: [12, 12, 12, 12, 12] },
  ],
  total: 274,
};

const eventMarks: EventMarks = {
  total: 1523,
  mark_count: 7,
  bucket_width: 381,
  counts: [1, 4, 0, 2],
};

const nearestMark: NearestMark = {
  total: 1523,
  mark_count: 7,
  mark: { event_id: decision.event_id, offset: 1, ordinal: 1 },
};

const simulationState: SimulationState = {
  turn: 30,
  first_turn: 0,
  last_turn: 48,
  checkpoint: 25,
  checkpoints: [0, 25],
  has_state_events: true,
  values: [
    {
      scope: 'global',
      agent_id: null,
      variable_name: 'grain_price',
      value: 16.2,
      source: 'event',
      event_id: '01K6RFJ1A2B3C4D5E6F7G8H9J7',
      turn: 30,
      changed: true,
      previous: 12.1,
    },
    {
      scope: 'agent',
      agent_id: 'agent_alice',
      variable_name: 'cash',
      value: 940,
      source: 'checkpoint',
      event_id: null,
      turn: 25,
      changed: false,
    },
  ],
  drift: [
    {
      scope: 'agent',
      agent_id: 'agent_alice',
      variable_name: 'cash',
      checkpoint_value: 940,
      replayed_value: 955,
      event_id: '01K6RFJ1A2B3C4D5E6F7G8H9J5',
    },
  ],
  unreadable_checkpoints: [],
  truncated: false,
};

const variableList: VariableList = {
  variables: [
    {
      scope: 'global',
      agent_id: null,
      variable_name: 'grain_price',
      key: 'grain_price',
      event_count: 31,
      first_turn: 0,
      last_turn: 48,
      points: [
        { turn: 0, value: 12, event_id: '01K6RFJ1A2B3C4D5E6F7G8H9J1' },
        { turn: 30, value: 16.2, event_id: '01K6RFJ1A2B3C4D5E6F7G8H9J7' },
      ],
      is_sampled: false,
    },
  ],
  checkpoints: [0, 25],
  truncated: false,
};

const action: SimulationEvent = {
  event_id: '01K6RFJ1R4S6T8V0W2X4Y6Z8A0',
  timestamp: '2025-10-04T20:00:00.427000+00:00',
  turn_number: 1,
  event_type: 'ACTION',
  simulation_id: SIMULATION_ID,
  agent_id: 'agent_alice',
  description: 'Lend at 4.75 %',
  details: { action_type: 'lend', action_payload: { rate: 4.75 } },
};

const declaredLink = {
  cause: turnStart.event_id,
  effect: decision.event_id,
  origin: 'declared' as const,
};

const inferredLink = {
  cause: decision.event_id,
  effect: action.event_id,
  origin: 'inferred' as const,
  rule: 'decision_before_action' as const,
};

const path = [turnStart, decision, action].map(({ event_id }) => event_id);

const causalityChain: CausalityChain = {
  event_id: action.event_id,
  event: action,
  upstream: [decision, turnStart],
  downstream: [],
  links: [inferredLink, declaredLink],
  missing_causes: [],
  missing: [],
  truncated: false,
  analysis: {
    roots: [turnStart.event_id],
    dominators: [turnStart.event_id, decision.event_id],
    longest_chain: path,
    influence: { [turnStart.event_id]: 2, [decision.event_id]: 1, [action.event_id]: 0 },
  },
};

const explanation: Explanation = {
  event_id: action.event_id,
  direction: 'upstream',
  causes: [
    {
      event: decision,
      events: [decision.event_id],
      score: 0.41,
      reasons: [
        {
          rule: 'record_number',
          text: '34 is the lowest so far (12 earlier: 50 to 61)',
          value: 34,
          weight: 0.62,
          event_id: decision.event_id,
        },
      ],
      path: [decision.event_id, action.event_id],
      left_out: 0,
      forks: [{ event_id: action.event_id, causes: 3, from_deed: 1, reason: 'only_way' }],
    },
  ],
  effects: [],
  events: [decision, action],
  links: [inferredLink],
  considered: 2,
  truncated: false,
};

const causalPaths: CausalPaths = {
  from: turnStart.event_id,
  to: action.event_id,
  shortest: path,
  paths: [path],
  events: [turnStart, decision, action],
  links: [declaredLink, inferredLink],
  truncated: false,
};

const analytics: Analytics = {
  total: 3490,
  failed: 11,
  turns: { first: 0, last: 40 },
  findings: {
    findings: [
      {
        rule: 'failure_burst',
        title: 'Burst of failures',
        text: '4 of 11 failures fall into turn 10, one of 41 turns.',
        weight: 0.79,
        turns: { first: 10, last: 10 },
        events: ['01K6QX8Z3M4N5P6Q7R8S9T0V1W'],
        event_count: 4,
        filter: { outcomes: ['failed'], turn_start: 10, turn_end: 10 },
        source: null,
      },
    ],
    truncated: false,
  },
};

const ensemble = {
  run_count: 2,
  setting_count: 31,
  settings: [
    { path: 'seed', values: [1, 2].map((value) => ({ value, run_count: 1 })), value_count: 2 },
  ],
  by: [],
  question: {
    yes_count: 1,
    no_count: 1,
    unknown_count: 0,
    conditions: [
      {
        condition: 'variable=grain_price&operator=over&value=300&turn_end=25',
        text: 'grain_price over 300 in some turn up to 25',
        yes_count: 1,
      },
    ],
  },
  left_out: [],
  waiting: [],
};
const grainPrice = {
  key: 'grain_price',
  scope: 'global',
  agent_id: null,
  variable_name: 'grain_price',
} as const;
const extremeRuns = {
  typical: { run: 'sim-001', distance: 0.94 },
  unusual: { run: 'sim-002', distance: 1.06 },
};
const ensembleGroup = { values: [], run_count: 2, yes_count: 1 };

const ensembleBands: EnsembleBands = {
  ...ensemble,
  variable: grainPrice,
  turns: [0, 1],
  turns_per_point: 1,
  bands: [
    {
      ...ensembleGroup,
      with_variable: 2,
      counts: [2, 2],
      lowest: [200, 190],
      p5: [200, 196],
      p25: [200, 220],
      median: [200, 250],
      p75: [200, 280],
      p95: [200, 304],
      highest: [200, 310],
    },
  ],
  lines: [
    { run: 'sim-001', group: 0, answer: false, values: [200, 190] },
    { run: 'sim-002', group: 0, answer: true, values: [200, 310] },
  ],
  ...extremeRuns,
};

const ensembleResults: EnsembleResults = {
  ...ensemble,
  groups: [ensembleGroup],
  variables: [{ ...grainPrice, run_count: 2 }],
  variable_count: 1,
  rows: [
    {
      run: 'sim-002',
      name: 'Grain market',
      status: 'finished',
      settings: [2],
      first_turn: 0,
      last_turn: 1,
      event_count: 84,
      failure_count: 3,
      tokens: 18_230,
      cost: null,
      duration_ms: 7_320_118.4,
      answer: true,
      distance: 1.06,
      variables: [{ last: 310, lowest: 200, lowest_turn: 0, highest: 310, highest_turn: 1 }],
    },
  ],
  total: 1,
  has_more: false,
  ...extremeRuns,
};

const forkNode = { is_rest: false, branch_count: 1, run_count: 1, parent: 0, fork: null };
const ensembleForks: EnsembleForks = {
  ...ensemble,
  groups: [ensembleGroup],
  runs: ['sim-001', 'sim-002'],
  nodes: [
    {
      ...forkNode,
      id: 0,
      parent: null,
      choice: null,
      run_count: 2,
      yes_count: 1,
      runs: [0, 1],
      fork: { turn: 1, agent_id: 'agent_alice', branches: [1, 2], choice_count: 2, gain: 1 },
    },
    { ...forkNode, id: 1, choice: 'sell', yes_count: 0, runs: [0] },
    { ...forkNode, id: 2, choice: 'failed call, hold', yes_count: 1, runs: [1] },
  ],
  telling: {
    node: 0,
    text: 'agent_alice in turn 1 tells most: sell, 0 of 1; failed call, hold, 1 of 1.',
  },
  truncated: false,
};

const health: Health = {
  status: 'ok',
  version: '0.1.0',
  revision: '0.1.0 Vq3xK',
  uptime_seconds: 86.4,
};

const streamId = '9xk2f1-dy74-1f0c9ab-0';

const progress: StreamProgress = {
  event_count: 1523,
  end_time: '2025-10-04T20:14:31.204117+00:00',
  turn: 48,
  index: { state: 'ready', bytes_indexed: 853_124, bytes_total: 853_124 },
};

const streamMessage: z.infer<typeof streamMessageSchema> = {
  type: 'progress',
  id: streamId,
  ...progress,
};

/** Examples of the API's answers, for its description. */
export const EXAMPLES = {
  event: turnStart,
  simulationList,
  eventPage: { events: [turnStart, decision], total: 1523, has_more: true },
  eventPosition,
  eventFacets,
  eventHistogram,
  eventMarks,
  nearestMark,
  simulationState,
  variableList,
  causalityChain,
  causalPaths,
  explanation,
  analytics,
  ensembleBands,
  ensembleResults,
  ensembleForks,
  streamId,
  streamData: decision,
  streamMessage,
  health,
};

/** Examples of exported files. */
export const EXPORT_EXAMPLES = {
  name: `attachment; filename="${SIMULATION_ID}.csv"; filename*=UTF-8''${SIMULATION_ID}.csv`,
  jsonl: [turnStart, decision].map((event) => `${JSON.stringify(event)}\n`).join(''),
  csv:
    'event_id,timestamp,turn_number,event_type,simulation_id,agent_id,caused_by,description,details\r\n' +
    '01K6RFJ1A2B3C4D5E6F7G8H9J0,2025-10-04T20:00:00.000000+00:00,1,MILESTONE,sim-001,,[],Turn 1 started,"{""milestone_type"":""turn_start""}"\r\n',
};

/** One problem for each documented code. */
export const PROBLEM_EXAMPLES = {
  token_required: {
    type: 'about:blank',
    title: 'Refused',
    status: 401,
    detail:
      'A token is required: open the link that the server printed, or send Authorization: Bearer.',
    code: 'token_required',
  },
  foreign_host: {
    type: 'about:blank',
    title: 'Refused',
    status: 403,
    detail: 'This server answers to loopback names only.',
    code: 'foreign_host',
  },
  simulation_not_found: {
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    detail: 'There is no simulation "sim-01" under the output root.',
    code: 'simulation_not_found',
  },
  event_not_found: {
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    detail: 'Simulation "sim-001" has no event "01K6RFJ1A2B3C4D5E6F7G8H9J1".',
    code: 'event_not_found',
  },
  invalid_parameters: {
    type: 'about:blank',
    title: 'Invalid parameters',
    status: 422,
    detail: 'limit="lots": expected an integer from 1 to 10000',
    code: 'invalid_parameters',
    errors: [{ parameter: 'limit', value: 'lots', reason: 'expected an integer from 1 to 10000' }],
  },
  answer_too_large: {
    type: 'about:blank',
    title: 'Answer too large',
    status: 422,
    detail:
      'The answer would be longer than 134217728 bytes. Ask for less at once, or for an export.',
    code: 'answer_too_large',
  },
  event_files_unreadable: {
    type: 'about:blank',
    title: 'Event files unreadable',
    status: 500,
    detail: 'The line of event "01K6RFJ1A2B3C4D5E6F7G8H9J0" is not where the index says.',
    code: 'event_files_unreadable',
  },
  took_too_long: {
    type: 'about:blank',
    title: 'Took too long',
    status: 503,
    detail:
      'The answer was not ready after 30 s and was given up. Most of it, 28.4 s, was searching for the text. ' +
      'Ask for less at once.',
    code: 'took_too_long',
  },
  index_folder_unavailable: {
    type: 'about:blank',
    title: 'Index folder unavailable',
    status: 503,
    detail:
      'The index folder "./index" cannot be used: IO Error: Could not write file "1f0c.duckdb": No space left on device.',
    code: 'index_folder_unavailable',
  },
  index_not_ready: {
    type: 'about:blank',
    title: 'Index not ready',
    status: 503,
    detail: 'Simulation "sim-001" is being indexed: 1048576 of 587202560 bytes are done.',
    code: 'index_not_ready',
    index: {
      bytes_indexed: 1_048_576,
      bytes_total: 587_202_560,
      events_indexed: 1_870,
      bytes_per_second: 58_720_256,
      seconds_left: 10,
    },
  },
} satisfies Record<string, Problem>;
