import { z } from 'zod';
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverrideContext,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { DEFAULT_LINKS } from '../causality/causal-link';
import { simulationEventSchema } from '../events/simulation-event';
import { DEFAULT_EXPORT_FORMAT, exportQuerySchema } from '../filters/export-query';
import {
  causalityChainSchema,
  causalityQuerySchema,
  explanationQuerySchema,
  explanationSchema,
  causalPathsQuerySchema,
  causalPathsSchema,
  eventFacetsSchema,
  eventHistogramSchema,
  eventMarksSchema,
  eventPageSchema,
  eventPositionSchema,
  eventLineQuerySchema,
  eventQuerySchema,
  facetQuerySchema,
  healthSchema,
  histogramQuerySchema,
  markQuerySchema,
  nearestMarkQuerySchema,
  nearestMarkSchema,
  positionQuerySchema,
  problemSchema,
  simulationListSchema,
  simulationStateSchema,
  simulationSummarySchema,
  stateQuerySchema,
  streamDataSchema,
  streamMessageSchema,
  streamQuerySchema,
  variableListSchema,
  variablesQuerySchema,
} from './contract';
import { analyticsQuerySchema, analyticsSchema } from './analytics-contract';
import {
  bandsQuerySchema,
  bandsSchema,
  forksQuerySchema,
  forksSchema,
  resultsQuerySchema,
  resultsSchema,
} from './ensemble-contract';
import {
  comparedEventsQuerySchema,
  comparedEventsSchema,
  comparisonQuerySchema,
  comparisonSchema,
} from './comparison-contract';
import { COMPARISON_EXAMPLES } from './comparison-examples';
import { EXAMPLES, EXPORT_EXAMPLES, PROBLEM_EXAMPLES } from './openapi-examples';

export type OpenApiDocument = oas31.OpenAPIObject;

/** The OpenAPI 3.1 description of the REST API, generated from the schemas of its parameters and answers. */
export function openApiDocument({ version }: { readonly version: string }): OpenApiDocument {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Causeway',
        version,
        description:
          'Events of LLM multi-agent simulations, with their causes. The server reads event files and never changes them. Events are ordered by time, then by id. ' +
          'Errors are problem details (RFC 9457) with a stable `code`. ' +
          'Every path answers GET, HEAD and OPTIONS. Answers made from files have an `ETag`: send it in `If-None-Match`, and the ' +
          'answer is 304 while the files are unchanged.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'This server' }],
      security: [{}, { token: [] }],
      components: { securitySchemes: { token: TOKEN_SCHEME } },
      tags: [
        { name: 'Simulations', description: 'The runs and their content' },
        { name: 'Events', description: 'The events of a run' },
        { name: 'Causality', description: 'Causes and effects of events' },
        { name: 'State', description: 'The values of variables over turns' },
        { name: 'Analytics', description: 'The behaviour of a run' },
        { name: 'Ensembles', description: 'Sets of runs, looked at together' },
        { name: 'Comparison', description: 'Two runs side by side' },
        { name: 'Service', description: 'The server itself' },
      ],
      paths: {
        '/simulations': { get: listSimulations },
        '/simulations/{simulation_id}': { get: getSimulation },
        '/simulations/{simulation_id}/events': { get: findEvents },
        '/simulations/{simulation_id}/events/{event_id}': { get: getEvent },
        '/simulations/{simulation_id}/events/{event_id}/position': { get: getEventPosition },
        '/simulations/{simulation_id}/facets': { get: getFacets },
        '/simulations/{simulation_id}/histogram': { get: getHistogram },
        '/simulations/{simulation_id}/marks': { get: getMarks },
        '/simulations/{simulation_id}/marks/nearest': { get: getNearestMark },
        '/simulations/{simulation_id}/export': { get: exportEvents },
        '/simulations/{simulation_id}/causality/{event_id}': { get: getCausality },
        '/simulations/{simulation_id}/explanation/{event_id}': { get: explainEvent },
        '/simulations/{simulation_id}/paths': { get: getCausalPaths },
        '/simulations/{simulation_id}/state': { get: getState },
        '/simulations/{simulation_id}/variables': { get: getVariables },
        '/simulations/{simulation_id}/analytics': { get: getAnalytics },
        '/simulations/{simulation_id}/stream': { get: streamEvents },
        '/ensembles/bands': { get: getEnsembleBands },
        '/ensembles/results': { get: getEnsembleResults },
        '/ensembles/forks': { get: getEnsembleForks },
        '/comparison': { get: compareRuns },
        '/comparison/events': { get: getComparedEvents },
        '/health': { get: getHealth },
        '/openapi.json': { get: getOpenApiDocument },
      },
    },
    { override: plainSchema },
  );
}

/** On loopback no token is needed, hence the empty alternative in `security`. */
const TOKEN_SCHEME: oas31.SecuritySchemeObject = {
  type: 'http',
  scheme: 'bearer',
  description:
    'The token that the server printed at its start. There is one when the server listens beyond loopback, or when one was ' +
    'configured. A browser that has opened the printed link sends it as a cookie.',
};

const simulationIdParameter = z
  .string()
  .meta({ description: 'Id of the simulation: the name of its directory', example: 'sim-001' });

const eventIdParameter = z
  .string()
  .meta({ description: 'Id of the event', example: EXAMPLES.event.event_id });

const simulationPath = z.object({ simulation_id: simulationIdParameter });
const eventPath = simulationPath.extend({ event_id: eventIdParameter });

const repeated = { style: 'form', explode: true } as const;
const { start_timestamp, end_timestamp, event_types, agent_ids, kinds, turn_start, turn_end, q } =
  eventQuerySchema.shape;
const { exclude_event_types, exclude_agent_ids, exclude_kinds, outcomes, order, sort, where } =
  eventQuerySchema.shape;
const documentedCriteria = {
  start_timestamp: start_timestamp.meta({ example: '2025-10-04T20:00:00+00:00' }),
  end_timestamp: end_timestamp.meta({ example: '2025-10-04T21:00:00+00:00' }),
  event_types: event_types.meta({ example: ['DECISION', 'ACTION'], param: repeated }),
  agent_ids: agent_ids.meta({ example: ['agent_alice'], param: repeated }),
  kinds: kinds.meta({ example: ['lending_rate'], param: repeated }),
  outcomes: outcomes.meta({ example: ['failed'], param: repeated }),
  turn_start: turn_start.meta({ example: 5 }),
  turn_end: turn_end.meta({ example: 10 }),
  q: q.meta({ example: 'grain price' }),
  where: where.meta({ example: ['details.price>300'], param: repeated }),
  exclude_event_types: exclude_event_types.meta({ example: ['DETAIL'], param: repeated }),
  exclude_agent_ids: exclude_agent_ids.meta({ example: ['agent_bob'], param: repeated }),
  exclude_kinds: exclude_kinds.meta({ example: ['turn_start'], param: repeated }),
};
const documentedFilter = {
  ...documentedCriteria,
  sort: sort.meta({ default: 'timestamp' }),
  order: order.meta({ description: 'The direction of the order', default: 'asc' }),
};
const eventQuery = eventQuerySchema.extend({
  ...documentedFilter,
  fields: eventQuerySchema.shape.fields.meta({ example: ['details.price'], param: repeated }),
});
const positionQuery = positionQuerySchema.extend(documentedFilter);
const facetQuery = facetQuerySchema.extend({
  ...documentedCriteria,
  agent_order: facetQuerySchema.shape.agent_order.meta({ default: 'events' }),
});
const histogramQuery = histogramQuerySchema.extend({
  ...documentedCriteria,
  axis: histogramQuerySchema.shape.axis.meta({
    description: 'The axis of the histogram',
    default: 'turn',
  }),
  by: histogramQuerySchema.shape.by.meta({
    description: 'The field whose values become series',
    default: 'none',
  }),
  split: histogramQuerySchema.shape.split.meta({
    description: 'The field that splits each series into parts',
    default: 'none',
  }),
  keys: histogramQuerySchema.shape.keys.meta({ example: ['agent_alice'], param: repeated }),
  folds: histogramQuerySchema.shape.folds.meta({ param: repeated }),
});

const find = markQuerySchema.shape.find.meta({ example: 'grain' });
const markQuery = markQuerySchema.extend({ ...documentedCriteria, find });
const nearestMarkQuery = nearestMarkQuerySchema.extend({
  ...documentedFilter,
  find,
  direction: nearestMarkQuerySchema.shape.direction.meta({
    description: 'The direction of the search, which begins with the row itself',
    default: 'next',
  }),
});

const exportQuery = exportQuerySchema.extend({
  ...documentedFilter,
  sort: exportQuerySchema.shape.sort,
  format: exportQuerySchema.shape.format.meta({
    description: 'The format of the file',
    default: DEFAULT_EXPORT_FORMAT,
  }),
});

const listSimulations: ZodOpenApiOperationObject = {
  operationId: 'listSimulations',
  tags: ['Simulations'],
  summary: 'List all simulations with event streams',
  description: 'All runs under the output root, with figures of their indexed events.',
  responses: {
    '200': tagged(
      json('The simulations under the output root', simulationListSchema, EXAMPLES.simulationList),
    ),
    ...unchanged(),
    ...refused(),
    ...tooLarge(),
    ...late(),
  },
};

const getSimulation: ZodOpenApiOperationObject = {
  operationId: 'getSimulation',
  tags: ['Simulations'],
  summary: 'Describe a simulation',
  description:
    'Its times, turns, agents, types, files and data quality, from the indexed events; `index` has the progress.',
  requestParams: { path: simulationPath },
  responses: {
    '200': tagged(json('The summary of the simulation', simulationSummarySchema)),
    ...unchanged(),
    ...refused(),
    '404': problem('There is no such simulation', 'simulation_not_found'),
    ...tooLarge(),
    ...late(),
  },
};

const findEvents: ZodOpenApiOperationObject = {
  operationId: 'findEvents',
  tags: ['Events'],
  summary: 'Get filtered events with pagination',
  description: 'Events must match all conditions. Unknown parameters are ignored.',
  requestParams: { path: simulationPath, query: eventQuery },
  responses: {
    ...fromIndex(
      'simulation',
      json('A page of the events that match', eventPageSchema, EXAMPLES.eventPage),
    ),
    ...invalidOrTooLarge(),
  },
};

const getEvent: ZodOpenApiOperationObject = {
  operationId: 'getEvent',
  tags: ['Events'],
  summary: 'Get a single event by id',
  description: 'Of several events with the same id, the first in order.',
  requestParams: { path: eventPath, query: eventLineQuerySchema },
  responses: {
    ...fromIndex('event', json('The event, exactly as in its line', simulationEventSchema)),
    ...invalid(),
  },
};

const getEventPosition: ZodOpenApiOperationObject = {
  operationId: 'getEventPosition',
  tags: ['Events'],
  summary: 'Find the position of an event among the matches',
  description:
    'The `offset` of the event among the filtered events. When the event itself does not match, `matches` is false and ' +
    '`offset` is the number of matches before it.',
  requestParams: { path: eventPath, query: positionQuery },
  responses: {
    ...fromIndex('event', json('The position', eventPositionSchema, EXAMPLES.eventPosition)),
    ...invalid(),
  },
};

const getFacets: ZodOpenApiOperationObject = {
  operationId: 'getFacets',
  tags: ['Events'],
  summary: 'Count events by type, agent, kind and outcome',
  description:
    'The values to choose from. Types are counted under all conditions except those on types (`event_types`, ' +
    '`exclude_event_types`), so that each count shows the effect of choosing that type. The same holds for agents, kinds and outcomes. ' +
    '`total`, `turns` and `times` are of the events that match all conditions.',
  requestParams: { path: simulationPath, query: facetQuery },
  responses: {
    ...fromIndex('simulation', json('The counts', eventFacetsSchema, EXAMPLES.eventFacets)),
    ...invalidOrTooLarge(),
  },
};

const getHistogram: ZodOpenApiOperationObject = {
  operationId: 'getHistogram',
  tags: ['Events'],
  summary: 'Count events along turns or time',
  description:
    'In buckets of equal width, including empty ones. They reach from `turn_start` to `turn_end`, or along time from ' +
    '`start_timestamp` to `end_timestamp`. An absent end comes from the events in the range of turns and times; other ' +
    'conditions do not matter for it, so that the histograms of several filters have the same buckets. ' +
    'Buckets are as narrow as their maximum number allows; there may be fewer of them than requested.',
  requestParams: { path: simulationPath, query: histogramQuery },
  responses: {
    ...fromIndex('simulation', json('The counts', eventHistogramSchema, EXAMPLES.eventHistogram)),
    ...invalidOrTooLarge(),
  },
};

const getMarks: ZodOpenApiOperationObject = {
  operationId: 'getMarks',
  tags: ['Events'],
  summary: 'Count the events with a text among the matches',
  description:
    'A mark is an event with the text `find` among the filtered events. The filtered events are divided into buckets of equal ' +
    'size, and the marks in each are counted. In simulations of more than 131,072 events a mark may be counted in an earlier ' +
    'bucket, off by less than 1/65,536 of all events. `total` and `mark_count` are exact.',
  requestParams: { path: simulationPath, query: markQuery },
  responses: {
    ...fromIndex('simulation', json('The counts', eventMarksSchema, EXAMPLES.eventMarks)),
    ...invalid(),
  },
};

const getNearestMark: ZodOpenApiOperationObject = {
  operationId: 'getNearestMark',
  tags: ['Events'],
  summary: 'Find the next event with a text among the matches',
  description:
    'The event with the text `find` that is nearest to a row of the filtered events, with its number among the marks and its ' +
    '`offset`. The search wraps around at both ends.',
  requestParams: { path: simulationPath, query: nearestMarkQuery },
  responses: {
    ...fromIndex(
      'simulation',
      json('The event and its position', nearestMarkSchema, EXAMPLES.nearestMark),
    ),
    ...invalid(),
  },
};

const exportEvents: ZodOpenApiOperationObject = {
  operationId: 'exportEvents',
  tags: ['Events'],
  summary: 'Export events as a file',
  description:
    'All matches, or `limit` of them, in one snapshot, sent while they are read. ' +
    'A transfer that is aborted is incomplete. CSV has a header and CRLF (RFC 4180); its `caused_by` and `details` are JSON. ' +
    'Parquet has `time` as a timestamp (UTC, microseconds), `caused_by` as a list and `details` as JSON text.',
  requestParams: { path: simulationPath, query: exportQuery },
  responses: {
    '200': {
      description: 'The file, to be saved under the name of the simulation',
      headers: z.object({
        'Content-Disposition': z
          .string()
          .meta({ description: 'attachment, with a file name', example: EXPORT_EXAMPLES.name }),
      }),
      content: {
        'application/jsonl': {
          schema: z.string().meta({ description: 'The unchanged lines' }),
          example: EXPORT_EXAMPLES.jsonl,
        },
        'text/csv': { schema: z.string(), example: EXPORT_EXAMPLES.csv },
        'application/vnd.apache.parquet': { schema: { type: 'string', format: 'binary' } },
      },
    },
    ...refused(),
    '404': problem('There is no such simulation', 'simulation_not_found'),
    ...invalid(),
    '500': unreadable(),
    '503': notReady(),
  },
};

const causalityQuery = causalityQuerySchema.extend({
  links: causalityQuerySchema.shape.links.meta({ default: DEFAULT_LINKS }),
});

const getCausality: ZodOpenApiOperationObject = {
  operationId: 'getCausality',
  tags: ['Causality'],
  summary: 'Get the causality chain of an event',
  description:
    'Upstream are its direct and indirect causes, downstream its direct and indirect effects, nearest first, each event once, ' +
    'up to the depth. At most 1,000 causes and effects; `truncated` is true when there are more. ' +
    'By default links are declared by events in `caused_by`. With `links=inferred` they are inferred by rules, each with the ' +
    'name of its rule, for events that declare no cause; `all` is both. An inferred link is a guess from the order of ' +
    'events, and never appears as declared. `analysis=true` adds an analysis of the chain.',
  requestParams: { path: eventPath, query: causalityQuery },
  responses: {
    ...fromIndex('event', json('The chain', causalityChainSchema, EXAMPLES.causalityChain)),
    ...invalidOrTooLarge(),
  },
};

const stateQuery = stateQuerySchema.extend({
  turn: stateQuerySchema.shape.turn.meta({ example: 30 }),
});

const getState: ZodOpenApiOperationObject = {
  operationId: 'getState',
  tags: ['State'],
  summary: 'Get the value of every variable at the end of a turn',
  description:
    'An event sets a variable when it is of type STATE (or ENV) and its details have `variable_name`, a text that is not empty, ' +
    'and `new_value`. The variable is global when `scope` is "global" or the event has no agent; otherwise it belongs to the agent. ' +
    'The value comes from the latest event, in order, of a turn up to the requested one. ' +
    'It comes from the nearest checkpoint at or before this turn when there is no such event, or when the event is not later than ' +
    'the checkpoint and the values differ. `drift` lists such differences; numbers are compared by their exact value.',
  requestParams: { path: simulationPath, query: stateQuery },
  responses: {
    ...fromIndex('simulation', json('The state', simulationStateSchema, EXAMPLES.simulationState)),
    ...invalidOrTooLarge(),
  },
};

const variablesQuery = variablesQuerySchema.extend({
  variables: variablesQuerySchema.shape.variables.meta({
    example: ['grain_price', 'agent_alice:cash'],
    param: repeated,
  }),
});

const getVariables: ZodOpenApiOperationObject = {
  operationId: 'getVariables',
  tags: ['State'],
  summary: 'List the variables, or get some of them turn by turn',
  description:
    'Without `variables`: all variables that events set, or those that match `name`, at most 10,000. With it: the existing ones ' +
    'of the requested variables, each with its values at the ends of the turns in which it was set.',
  requestParams: { path: simulationPath, query: variablesQuery },
  responses: {
    ...fromIndex('simulation', json('The variables', variableListSchema, EXAMPLES.variableList)),
    ...invalidOrTooLarge(),
  },
};

const { from: pathStart, to: pathEnd } = causalPathsQuerySchema.shape;
const causalPathsQuery = causalPathsQuerySchema.extend({
  from: pathStart.meta({ example: EXAMPLES.causalPaths.from }),
  to: pathEnd.meta({ example: EXAMPLES.causalPaths.to }),
  links: causalityQuery.shape.links,
});

const getCausalPaths: ZodOpenApiOperationObject = {
  operationId: 'getCausalPaths',
  tags: ['Causality'],
  summary: 'Find the paths from one event to another',
  description:
    'The paths along links from cause to effect, shortest first. No path visits an event twice. A path has at most `max_length` ' +
    'links. `truncated` is true when there are, or may be, more paths than listed: at most 20,000 events are read.',
  requestParams: { path: simulationPath, query: causalPathsQuery },
  responses: {
    ...fromIndex('event', json('The paths', causalPathsSchema, EXAMPLES.causalPaths)),
    ...invalidOrTooLarge(),
  },
};

const explanationQuery = explanationQuerySchema.extend({
  direction: explanationQuerySchema.shape.direction.meta({ default: 'upstream' }),
  links: causalityQuery.shape.links,
});

const explainEvent: ZodOpenApiOperationObject = {
  operationId: 'explainEvent',
  tags: ['Causality'],
  summary: 'Rank what likely caused an event, or what came of it',
  description:
    'Compares everything upstream of the event, up to 40 turns and 20,000 events: what each agent did in a turn, phases, and ' +
    'changes that nothing caused. Named rules say how each stands out: a failure, a number beyond all earlier ones, a setting ' +
    'that seldom moves. The score also counts how near it is, how much of it is explained by its own causes, and how much ' +
    'of the unusual comes of it. No model takes part, and the same files give the same answer. ' +
    'Besides the chosen `links`, two rules link a rejected action to the next decision of its agent, and a change of a variable ' +
    'to its next change. `direction=downstream` ranks what came of the event.',
  requestParams: { path: eventPath, query: explanationQuery },
  responses: {
    ...fromIndex('event', json('The explanation', explanationSchema, EXAMPLES.explanation)),
    ...invalidOrTooLarge(),
  },
};

const getAnalytics: ZodOpenApiOperationObject = {
  operationId: 'getAnalytics',
  tags: ['Analytics'],
  summary: 'Analyse how a run went',
  description:
    'Activity, kinds, patterns, who acts on whom, calls of models, influence, chains, and findings by rules, over the events that ' +
    'match. Request only the panels that are needed: each is made on its own. No model takes part, and the same files give the same ' +
    'answer.',
  requestParams: {
    path: simulationPath,
    query: analyticsQuerySchema.extend({
      panels: analyticsQuerySchema.shape.panels.meta({ example: ['findings'], param: repeated }),
    }),
  },
  responses: {
    ...fromIndex('simulation', json('The panels', analyticsSchema, EXAMPLES.analytics)),
    ...invalidOrTooLarge(),
  },
};

const ensembleExamples = {
  runs: bandsQuerySchema.shape.runs.meta({ example: ['sim-0*'], param: repeated }),
  by: bandsQuerySchema.shape.by.meta({ example: ['engine.interest_rate'], param: repeated }),
  question: bandsQuerySchema.shape.question.meta({
    example: ['variable=grain_price&operator=over&value=300&turn_end=25'],
    param: repeated,
  }),
};

/** The responses of a path about a set of runs. */
function fromIndexes(
  answer: ZodOpenApiResponseObject,
): Record<`${number}`, ZodOpenApiResponseObject> {
  return { ...fromIndex('simulation', answer), ...invalidOrTooLarge() };
}

const getEnsembleBands: ZodOpenApiOperationObject = {
  operationId: 'getEnsembleBands',
  tags: ['Ensembles'],
  summary: 'Get the bands of a variable over turns, for a set of runs',
  description:
    'The median, the middle half, nine in ten and the extremes of the values at the ends of turns, for each group of runs, and ' +
    'the line of each run. A value holds until the next one, at most until the last turn of its run.',
  requestParams: {
    query: bandsQuerySchema.extend({
      ...ensembleExamples,
      variable: bandsQuerySchema.shape.variable.meta({ example: 'grain_price' }),
    }),
  },
  responses: fromIndexes(json('The bands', bandsSchema, EXAMPLES.ensembleBands)),
};

const getEnsembleResults: ZodOpenApiOperationObject = {
  operationId: 'getEnsembleResults',
  tags: ['Ensembles'],
  summary: 'Get a table of a set of runs',
  description:
    'Their settings that differ, turns, events, failures, tokens, duration, values of variables, and whether a question holds. ' +
    'With `format=csv` the answer is a file.',
  requestParams: {
    query: resultsQuerySchema.extend({
      ...ensembleExamples,
      variables: resultsQuerySchema.shape.variables.meta({
        example: ['grain_price'],
        param: repeated,
      }),
      sort: resultsQuerySchema.shape.sort.meta({ default: 'run' }),
      order: resultsQuerySchema.shape.order.meta({ default: 'asc' }),
      format: resultsQuerySchema.shape.format.meta({ default: 'json' }),
    }),
  },
  responses: fromIndexes(json('The table', resultsSchema, EXAMPLES.ensembleResults)),
};

const getEnsembleForks: ZodOpenApiOperationObject = {
  operationId: 'getEnsembleForks',
  tags: ['Ensembles'],
  summary: 'Find where runs with a common beginning decide differently',
  description:
    'A tree: the runs of a node decided alike up to there, by the kinds of the decisions of each agent in each turn. `telling` ' +
    'names the fork that tells most about the question.',
  requestParams: {
    query: forksQuerySchema.extend({
      ...ensembleExamples,
      detail: forksQuerySchema.shape.detail.meta({ default: 'kind' }),
    }),
  },
  responses: fromIndexes(json('The tree of forks', forksSchema, EXAMPLES.ensembleForks)),
};

const { a, b, ignore } = comparisonQuerySchema.shape;
const comparedRuns = {
  a: a.meta({ example: 'market-001' }),
  b: b.meta({ example: 'market-002' }),
  ignore: ignore.meta({ example: ['confidence'], param: repeated }),
};

const compareRuns: ZodOpenApiOperationObject = {
  operationId: 'compareRuns',
  tags: ['Comparison'],
  summary: 'Compare two runs',
  description:
    'Events are aligned by turn, agent, type, kind and content. The content of an event is its details without volatile fields: ' +
    'ids, times, durations, counts of tokens (`ignored.default` lists them). Differences of the configuration, of the verbosity ' +
    'and of the length of the runs are told first. Events that the run of lower verbosity does not record are left out and ' +
    'counted. `first_divergence` is the first event that differs; two events that changed places count only when one is ' +
    'upstream of the other, or when both set the same variable. `led_to` tells what came of it, as far as links show, in up to ' +
    '40 turns. Changed values longer than 1,000 characters are cut (`cut`).',
  requestParams: { query: comparisonQuerySchema.extend(comparedRuns) },
  responses: {
    ...fromIndex(
      'simulation',
      json('The comparison', comparisonSchema, COMPARISON_EXAMPLES.comparison),
    ),
    ...invalidOrTooLarge(),
  },
};

const getComparedEvents: ZodOpenApiOperationObject = {
  operationId: 'getComparedEvents',
  tags: ['Comparison'],
  summary: 'Get the events of a turn of two runs side by side',
  description:
    'A row has an event of each run, or of one run only. Rows are in the order of the first run. At most 20,000 events of each ' +
    'run are aligned (`truncated`).',
  requestParams: {
    query: comparedEventsQuerySchema.extend({
      ...comparedRuns,
      turn: comparedEventsQuerySchema.shape.turn.meta({ example: 10 }),
    }),
  },
  responses: {
    ...fromIndex(
      'simulation',
      json('The rows', comparedEventsSchema, COMPARISON_EXAMPLES.comparedEvents),
    ),
    ...invalidOrTooLarge(),
  },
};

const { from, events, last_event_id } = streamQuerySchema.shape;
const streamQuery = streamQuerySchema.extend({
  ...documentedCriteria,
  from: from.meta({ default: 'end' }),
  events: events.meta({ default: 'true' }),
  last_event_id: last_event_id.meta({ example: EXAMPLES.streamId }),
});

const streamEvents: ZodOpenApiOperationObject = {
  operationId: 'streamEvents',
  tags: ['Events'],
  summary: 'Follow a simulation as it runs',
  description:
    'An endless stream of Server-Sent Events. Each appended event that matches all conditions is sent once, in the order of the ' +
    'files, with its line as data. `progress`, sent first and then at most four times a second, has the progress of the ' +
    'simulation. `reset` means that the files were rewritten and the stream begins again. Each message has an id from which ' +
    'a later request can continue; it stays valid over rotation and restarts. ' +
    'After 15 seconds of silence a comment shows that the connection is alive. ' +
    'A WebSocket at the same address gets the same messages as JSON texts; it may send its token as the parameter `token`.',
  requestParams: { path: simulationPath, query: streamQuery },
  responses: {
    '101': {
      description: 'A WebSocket, on request: each of its texts is such a message',
      content: {
        'application/json': { schema: streamMessageSchema, example: EXAMPLES.streamMessage },
      },
    },
    '200': {
      description: 'Server-Sent Events; the schema is of their `data`',
      content: {
        'text/event-stream': { schema: streamDataSchema, example: EXAMPLES.streamData },
      },
    },
    ...refused(),
    '404': problem('There is no such simulation', 'simulation_not_found'),
    ...invalid(),
    '500': unreadable(),
    ...late(),
  },
};

const getHealth: ZodOpenApiOperationObject = {
  operationId: 'getHealth',
  tags: ['Service'],
  summary: 'Check that the server is up',
  description: 'Reads no file and no index.',
  responses: { '200': json('The server is up', healthSchema, EXAMPLES.health), ...refused() },
};

const getOpenApiDocument: ZodOpenApiOperationObject = {
  operationId: 'getOpenApiDocument',
  tags: ['Service'],
  summary: 'Get this description',
  description: 'The OpenAPI document of this server.',
  responses: {
    '200': json('An OpenAPI 3.1 document', z.looseObject({ openapi: z.string() })),
    ...refused(),
  },
};

function json<Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  example?: z.input<Schema>,
): ZodOpenApiResponseObject {
  const body = example === undefined ? { schema } : { schema, example };
  return { description, content: { 'application/json': body } };
}

function problem(
  description: string,
  code: keyof typeof PROBLEM_EXAMPLES,
): ZodOpenApiResponseObject {
  const example = PROBLEM_EXAMPLES[code];
  return {
    description,
    content: { 'application/problem+json': { schema: problemSchema, example } },
  };
}

function problems(
  description: string,
  codes: readonly (keyof typeof PROBLEM_EXAMPLES)[],
): ZodOpenApiResponseObject {
  const examples = Object.fromEntries(
    codes.map((code) => [code, { value: PROBLEM_EXAMPLES[code] }]),
  );
  return {
    description,
    content: { 'application/problem+json': { schema: problemSchema, examples } },
  };
}

/** Adds the ETag of an answer made from files. */
function tagged(response: ZodOpenApiResponseObject): ZodOpenApiResponseObject {
  const ETag = z
    .string()
    .optional()
    .meta({ description: 'Changes with the answer; absent while the index is not ready' });
  return { ...response, headers: z.object({ ETag }) };
}

/** The response to a request with a current ETag. */
function unchanged(): Record<'304', ZodOpenApiResponseObject> {
  return { '304': { description: 'The answer still has the ETag in If-None-Match' } };
}

/** The responses of the check before every path. */
function refused(): Record<'401' | '403', ZodOpenApiResponseObject> {
  return {
    '401': problem('The request has no valid token', 'token_required'),
    '403': problem(
      'The request has a foreign host name (`foreign_host`) or comes from a page of another origin (`foreign_origin`)',
      'foreign_host',
    ),
  };
}

/** The response to an invalid query parameter. */
function invalid(): Record<'422', ZodOpenApiResponseObject> {
  return { '422': problem('A parameter is invalid', 'invalid_parameters') };
}

/** The same for a path whose answers have a maximum size. */
function invalidOrTooLarge(): Record<'422', ZodOpenApiResponseObject> {
  return {
    '422': problems(
      'A parameter is invalid (`invalid_parameters`), or the answer would be longer than 128 MiB (`answer_too_large`)',
      ['invalid_parameters', 'answer_too_large'],
    ),
  };
}

/** For paths without parameters, which cannot be invalid. */
function tooLarge(): Record<'422', ZodOpenApiResponseObject> {
  return { '422': problem('The answer would be longer than 128 MiB', 'answer_too_large') };
}

/** For paths that read no index. */
function late(): Record<'503', ZodOpenApiResponseObject> {
  return {
    '503': problem(
      'The answer was not ready within 30 s (`took_too_long`), or the server is stopping (`cancelled`)',
      'took_too_long',
    ),
  };
}

/** The responses of a path that reads the index of a simulation. */
function fromIndex(
  about: 'simulation' | 'event',
  answer: ZodOpenApiResponseObject,
): Record<`${number}`, ZodOpenApiResponseObject> {
  return {
    '200': tagged(answer),
    ...unchanged(),
    ...refused(),
    '404':
      about === 'event'
        ? problem('There is no such simulation or event', 'event_not_found')
        : problem('There is no such simulation', 'simulation_not_found'),
    '500': unreadable(),
    '503': notReady(),
  };
}

function unreadable(): ZodOpenApiResponseObject {
  return problem('The event files do not match the index', 'event_files_unreadable');
}

function notReady(): ZodOpenApiResponseObject {
  const seconds = z.int().min(0).meta({
    description:
      'Seconds to wait before a retry; with index_not_ready and index_folder_unavailable',
    example: 1,
  });
  return {
    ...problems(
      'The files are still being indexed, so there is no exact answer yet (`index_not_ready`). Or the answer was not ready within ' +
        '30 s; the detail has the longest step and its time (`took_too_long`). Or the folder of index files is full, gone or not ' +
        'writable; the next request tries it again (`index_folder_unavailable`). Or the server is stopping (`cancelled`)',
      ['index_not_ready', 'took_too_long', 'index_folder_unavailable'],
    ),
    headers: z.object({ 'Retry-After': seconds }),
  };
}

/** Leaves out parts of a schema that are useless or misleading for readers of the document. */
function plainSchema({ jsonSchema }: ZodOpenApiOverrideContext): void {
  // The pattern is of the text in the query string. For readers of the document it is a number.
  if (jsonSchema.type === 'integer') delete jsonSchema.pattern;
  // These are JavaScript's bounds of exact integers, not bounds of the field.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  // zod sets it for `.readonly()`. In OpenAPI it would mean "never sent".
  delete jsonSchema.readOnly;
  delete jsonSchema.propertyNames;
  // Later versions may add fields to answers.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (takesAnything(jsonSchema.additionalProperties)) openObject(jsonSchema);
}

/** Whether a schema takes every value. */
function takesAnything(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0;
}

/**
 * Allows other members than the named ones in an object. With an explicit `true`, because client generators treat an absent
 * `additionalProperties` as false. In a schema of its own, because the zod clients of orval and hey-api drop unknown members
 * from an object with named ones.
 */
function openObject(jsonSchema: ZodOpenApiOverrideContext['jsonSchema']): void {
  const { properties, required } = jsonSchema;
  if (properties === undefined) {
    jsonSchema.additionalProperties = true;
    return;
  }
  const members = required === undefined ? { properties } : { properties, required };
  jsonSchema.allOf = [
    { type: 'object', ...members },
    { type: 'object', additionalProperties: true },
  ];
  delete jsonSchema.type;
  delete jsonSchema.properties;
  delete jsonSchema.required;
  delete jsonSchema.additionalProperties;
}
