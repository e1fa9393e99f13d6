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
import { EXAMPLES, EXPORT_EXAMPLES, PROBLEM_EXAMPLES } from './openapi-examples';

export type OpenApiDocument = oas31.OpenAPIObject;

/** The OpenAPI 3.1 description of the REST API, made from the schemas that read its parameters and answers. */
export function openApiDocument({ version }: { readonly version: string }): OpenApiDocument {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Causeway',
        version,
        description:
          'Events of LLM multi-agent simulations: what happened, and why. Reads event files as they stand; nothing is written. Events are in order of time, then of id. ' +
          'Errors are problem details (RFC 9457) with a stable `code`. ' +
          'Every path answers GET, HEAD and OPTIONS. What is made from files carries an `ETag`: show it in `If-None-Match` ' +
          'and, while the files stand as they are, the answer is 304.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'This server' }],
      security: [{}, { token: [] }],
      components: { securitySchemes: { token: TOKEN_SCHEME } },
      tags: [
        { name: 'Simulations', description: 'Which runs there are, and what each holds' },
        { name: 'Events', description: 'What happened' },
        { name: 'Causality', description: 'Why it happened, and what came of it' },
        { name: 'State', description: 'What every variable was when' },
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
        '/simulations/{simulation_id}/paths': { get: getCausalPaths },
        '/simulations/{simulation_id}/state': { get: getState },
        '/simulations/{simulation_id}/variables': { get: getVariables },
        '/simulations/{simulation_id}/stream': { get: streamEvents },
        '/health': { get: getHealth },
        '/openapi.json': { get: getOpenApiDocument },
      },
    },
    { override: plainSchema },
  );
}

/** Nothing is asked for on loopback, hence the empty alternative in `security`. */
const TOKEN_SCHEME: oas31.SecuritySchemeObject = {
  type: 'http',
  scheme: 'bearer',
  description:
    'The token that the server printed at its start, when it listens on another address than loopback or was given one. ' +
    'A browser that has opened the printed link shows it as a cookie.',
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
const { exclude_event_types, exclude_agent_ids, exclude_kinds, order } = eventQuerySchema.shape;
const documentedCriteria = {
  start_timestamp: start_timestamp.meta({ example: '2025-10-04T20:00:00+00:00' }),
  end_timestamp: end_timestamp.meta({ example: '2025-10-04T21:00:00+00:00' }),
  event_types: event_types.meta({ example: ['DECISION', 'ACTION'], param: repeated }),
  agent_ids: agent_ids.meta({ example: ['agent_alice'], param: repeated }),
  kinds: kinds.meta({ example: ['lending_rate'], param: repeated }),
  turn_start: turn_start.meta({ example: 5 }),
  turn_end: turn_end.meta({ example: 10 }),
  q: q.meta({ example: 'grain price' }),
  exclude_event_types: exclude_event_types.meta({ example: ['DETAIL'], param: repeated }),
  exclude_agent_ids: exclude_agent_ids.meta({ example: ['agent_bob'], param: repeated }),
  exclude_kinds: exclude_kinds.meta({ example: ['turn_start'], param: repeated }),
};
const documentedFilter = {
  ...documentedCriteria,
  order: order.meta({ description: 'By time, then by id', default: 'asc' }),
};
const eventQuery = eventQuerySchema.extend(documentedFilter);
const positionQuery = positionQuerySchema.extend(documentedFilter);
const facetQuery = facetQuerySchema.extend(documentedCriteria);
const histogramQuery = histogramQuerySchema.extend({
  ...documentedCriteria,
  axis: histogramQuerySchema.shape.axis.meta({
    description: 'What to count along',
    default: 'turn',
  }),
  by: histogramQuerySchema.shape.by.meta({
    description: 'What to tell the counts apart by',
    default: 'none',
  }),
  split: histogramQuerySchema.shape.split.meta({
    description: 'What to tell the counts of each series apart by',
    default: 'none',
  }),
  keys: histogramQuerySchema.shape.keys.meta({ example: ['agent_alice'], param: repeated }),
  folds: histogramQuerySchema.shape.folds.meta({ param: repeated }),
});

const find = markQuerySchema.shape.find.meta({ example: 'grain' });
const markQuery = markQuerySchema.extend({ ...documentedCriteria, find });
const nearestMarkQuery = nearestMarkQuerySchema.extend({
  ...documentedCriteria,
  find,
  direction: nearestMarkQuerySchema.shape.direction.meta({
    description: 'Which way to look; the row itself is looked at first',
    default: 'next',
  }),
});

const exportQuery = exportQuerySchema.extend({
  ...documentedFilter,
  format: exportQuerySchema.shape.format.meta({
    description: 'What to write',
    default: DEFAULT_EXPORT_FORMAT,
  }),
});

const listSimulations: ZodOpenApiOperationObject = {
  operationId: 'listSimulations',
  tags: ['Simulations'],
  summary: 'List all simulations with event streams',
  description: 'Each run under the output root, as far as it is indexed.',
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
    'Its times, turns, agents, types, files and data quality, as far as they are indexed; `index` says how far that is.',
  requestParams: { path: simulationPath },
  responses: {
    '200': tagged(json('What the files of the simulation hold', simulationSummarySchema)),
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
  description: 'All conditions must hold. Unknown parameters are passed over.',
  requestParams: { path: simulationPath, query: eventQuery },
  responses: {
    ...fromIndex(
      'simulation',
      json('A page of the events that match', eventPageSchema, EXAMPLES.eventPage),
    ),
    ...misaskedOrTooLarge(),
  },
};

const getEvent: ZodOpenApiOperationObject = {
  operationId: 'getEvent',
  tags: ['Events'],
  summary: 'Get a single event by id',
  description: 'Of several events with one id, the first in order.',
  requestParams: { path: eventPath, query: eventLineQuerySchema },
  responses: {
    ...fromIndex(
      'event',
      json('The event, exactly as its line stands in the file', simulationEventSchema),
    ),
    ...misasked(),
  },
};

const getEventPosition: ZodOpenApiOperationObject = {
  operationId: 'getEventPosition',
  tags: ['Events'],
  summary: 'Find where an event stands among those that match',
  description:
    'At which `offset` of the filtered events it is to be had. When it does not match itself, `matches` is false and `offset` ' +
    'is where it would stand.',
  requestParams: { path: eventPath, query: positionQuery },
  responses: {
    ...fromIndex('event', json('Its place', eventPositionSchema, EXAMPLES.eventPosition)),
    ...misasked(),
  },
};

const getFacets: ZodOpenApiOperationObject = {
  operationId: 'getFacets',
  tags: ['Events'],
  summary: 'Count events by type, agent and kind',
  description:
    'What there is to choose from. The types are counted under all conditions but those on types (`event_types`, ' +
    '`exclude_event_types`), so that each count says what choosing that type would give; agents and kinds likewise. ' +
    '`total`, `turns` and `times` are of the events that meet all conditions.',
  requestParams: { path: simulationPath, query: facetQuery },
  responses: {
    ...fromIndex('simulation', json('The counts', eventFacetsSchema, EXAMPLES.eventFacets)),
    ...misaskedOrTooLarge(),
  },
};

const getHistogram: ZodOpenApiOperationObject = {
  operationId: 'getHistogram',
  tags: ['Events'],
  summary: 'Count events along turns or time',
  description:
    'In buckets of equal width, empty ones included. They reach from `turn_start` to `turn_end`, or along time from ' +
    '`start_timestamp` to `end_timestamp`; an end that is not given is that of the events within the turns and times ' +
    'asked for, whatever the other conditions, so that the histograms of several filters stand on the same buckets. ' +
    'Buckets are as narrow as their number allows; there may be fewer of them than were asked for.',
  requestParams: { path: simulationPath, query: histogramQuery },
  responses: {
    ...fromIndex('simulation', json('The counts', eventHistogramSchema, EXAMPLES.eventHistogram)),
    ...misaskedOrTooLarge(),
  },
};

const getMarks: ZodOpenApiOperationObject = {
  operationId: 'getMarks',
  tags: ['Events'],
  summary: 'Mark the events with a text among those that match',
  description:
    'Where the events that have the text `find`, too, stand among the filtered events, in buckets of equally many of these. ' +
    'In simulations of more than 131,072 events a mark may be counted in a bucket before its own, by less than one ' +
    'in 65,536 of all events; the two sums are exact.',
  requestParams: { path: simulationPath, query: markQuery },
  responses: {
    ...fromIndex(
      'simulation',
      json('How many there are, and where', eventMarksSchema, EXAMPLES.eventMarks),
    ),
    ...misasked(),
  },
};

const getNearestMark: ZodOpenApiOperationObject = {
  operationId: 'getNearestMark',
  tags: ['Events'],
  summary: 'Find the next event with a text among those that match',
  description:
    'The event with the text `find` that is nearest to a row of the filtered events, which of them it is, and at which ' +
    '`offset` it is to be had. After the last comes the first, before the first the last.',
  requestParams: { path: simulationPath, query: nearestMarkQuery },
  responses: {
    ...fromIndex(
      'simulation',
      json('The event and its place', nearestMarkSchema, EXAMPLES.nearestMark),
    ),
    ...misasked(),
  },
};

const exportEvents: ZodOpenApiOperationObject = {
  operationId: 'exportEvents',
  tags: ['Events'],
  summary: 'Export events as a file',
  description:
    'All events that match, or `limit` of them, as they are at this moment, sent while they are read. ' +
    'A transfer that breaks off is not whole. CSV has a header and CRLF (RFC 4180), its `caused_by` and `details` are JSON. ' +
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
          schema: z.string().meta({ description: 'Each line as it stands in the file' }),
          example: EXPORT_EXAMPLES.jsonl,
        },
        'text/csv': { schema: z.string(), example: EXPORT_EXAMPLES.csv },
        'application/vnd.apache.parquet': { schema: { type: 'string', format: 'binary' } },
      },
    },
    ...refused(),
    '404': problem('There is no such simulation', 'simulation_not_found'),
    ...misasked(),
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
    'Upstream are its causes and theirs, downstream its effects and theirs: nearest first, each event once, ' +
    'to the depth asked for. At most 1,000 events; `truncated` says when there were more. ' +
    'Links are those that events declare in `caused_by`. With `links=inferred` they are those that rules infer, each with ' +
    'the name of its rule, for events that declare no cause of their own; `all` is both. What is inferred is a guess from ' +
    'the order of events, and is never shown as declared. `analysis=true` adds what the links of the chain tell.',
  requestParams: { path: eventPath, query: causalityQuery },
  responses: {
    ...fromIndex('event', json('The chain', causalityChainSchema, EXAMPLES.causalityChain)),
    ...misaskedOrTooLarge(),
  },
};

const stateQuery = stateQuerySchema.extend({
  turn: stateQuerySchema.shape.turn.meta({ example: 30 }),
});

const getState: ZodOpenApiOperationObject = {
  operationId: 'getState',
  tags: ['State'],
  summary: 'Get what every variable was at the end of a turn',
  description:
    'An event sets a variable when it is of type STATE (or ENV) and its details have `variable_name`, a text that is not empty, ' +
    'and `new_value`; the variable is global when `scope` is "global" or the event has no agent, else its agent\'s. ' +
    'A value is what the latest event, in order, of a turn up to the one asked for has set it to. ' +
    'Where that event is of no later turn than the nearest checkpoint before, and the checkpoint has another value, or where there is ' +
    "no such event, it is the checkpoint's. `drift` tells where the two disagree; numbers are compared by their exact value.",
  requestParams: { path: simulationPath, query: stateQuery },
  responses: {
    ...fromIndex('simulation', json('The state', simulationStateSchema, EXAMPLES.simulationState)),
    ...misaskedOrTooLarge(),
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
  summary: 'List the variables that events set, or get some of them turn by turn',
  description:
    'Without `variables`, the variables there are, or those that `name` finds, at most 10,000. With it, those of them that there are, with the turns in which ' +
    'each was set and what it was at the end of these.',
  requestParams: { path: simulationPath, query: variablesQuery },
  responses: {
    ...fromIndex('simulation', json('The variables', variableListSchema, EXAMPLES.variableList)),
    ...misaskedOrTooLarge(),
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
  summary: 'Find how one event led to another',
  description:
    'The paths along links from cause to effect, shortest first; none passes an event twice. A path has at most `max_length` ' +
    'links. `truncated` says that there are, or may be, others than the `limit` that is listed: at most 20,000 events are ' +
    'looked at.',
  requestParams: { path: simulationPath, query: causalPathsQuery },
  responses: {
    ...fromIndex('event', json('The paths', causalPathsSchema, EXAMPLES.causalPaths)),
    ...misaskedOrTooLarge(),
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
    'Server-Sent Events that do not end: each event that is appended and meets all conditions, once, in the order of the files, ' +
    'its line as data; as `progress`, first and then at most four times a second, how far the simulation has come; as `reset`, that ' +
    'the files were rewritten and all is told anew. Each has an id to go on after, which holds over rotation and restarts. ' +
    'A comment every 15 seconds of silence says that the connection stands. ' +
    'A WebSocket at the same address is sent the same, a JSON text each; it may show its token as `token`.',
  requestParams: { path: simulationPath, query: streamQuery },
  responses: {
    '101': {
      description:
        'A WebSocket, when the request asks for one: each of its texts is such a message',
      content: {
        'application/json': { schema: streamMessageSchema, example: EXAMPLES.streamMessage },
      },
    },
    '200': {
      description: 'Server-Sent Events as they come; the schema is that of their `data`',
      content: {
        'text/event-stream': { schema: streamDataSchema, example: EXAMPLES.streamData },
      },
    },
    ...refused(),
    '404': problem('There is no such simulation', 'simulation_not_found'),
    ...misasked(),
    '500': unreadable(),
    ...late(),
  },
};

const getHealth: ZodOpenApiOperationObject = {
  operationId: 'getHealth',
  tags: ['Service'],
  summary: 'Ask whether the server is up',
  description: 'No file and no index is looked at.',
  responses: { '200': json('It is', healthSchema, EXAMPLES.health), ...refused() },
};

const getOpenApiDocument: ZodOpenApiOperationObject = {
  operationId: 'getOpenApiDocument',
  tags: ['Service'],
  summary: 'Get this description',
  description: 'The OpenAPI document of the server that answers.',
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

/** An answer made from files. */
function tagged(response: ZodOpenApiResponseObject): ZodOpenApiResponseObject {
  const ETag = z
    .string()
    .optional()
    .meta({ description: 'Names this answer; missing while the index is not ready' });
  return { ...response, headers: z.object({ ETag }) };
}

/** For who shows the tag of the answer it has. */
function unchanged(): Record<'304', ZodOpenApiResponseObject> {
  return { '304': { description: 'The answer is still the one named in If-None-Match' } };
}

/** What stands before every path may turn a request away. */
function refused(): Record<'401' | '403', ZodOpenApiResponseObject> {
  return {
    '401': problem('The server asks for its token', 'token_required'),
    '403': problem(
      'Asked under a foreign host name (`foreign_host`) or by a page of another origin (`foreign_origin`)',
      'foreign_host',
    ),
  };
}

/** What a query parameter that cannot be read is answered with. */
function misasked(): Record<'422', ZodOpenApiResponseObject> {
  return { '422': problem('A parameter is not what it may be', 'invalid_parameters') };
}

/** The same of a path whose answers have a maximum. */
function misaskedOrTooLarge(): Record<'422', ZodOpenApiResponseObject> {
  return {
    '422': problems(
      'A parameter is not what it may be (invalid_parameters), or the answer would be longer than 128 MiB (answer_too_large)',
      ['invalid_parameters', 'answer_too_large'],
    ),
  };
}

/** A path without parameters has no other reason to be refused. */
function tooLarge(): Record<'422', ZodOpenApiResponseObject> {
  return { '422': problem('The answer would be longer than 128 MiB', 'answer_too_large') };
}

/** Of a path that looks into no index. */
function late(): Record<'503', ZodOpenApiResponseObject> {
  return {
    '503': problem(
      'The answer was not ready within 30 s and was given up (took_too_long), or the server stops (cancelled)',
      'took_too_long',
    ),
  };
}

/** The answers of a path that looks a simulation up in its index. */
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
        ? problem('There is no such simulation, or no such event in it', 'event_not_found')
        : problem('There is no such simulation', 'simulation_not_found'),
    '500': unreadable(),
    '503': notReady(),
  };
}

function unreadable(): ZodOpenApiResponseObject {
  return problem('The event files are not what the index says', 'event_files_unreadable');
}

function notReady(): ZodOpenApiResponseObject {
  const seconds = z.int().min(0).meta({
    description:
      'Seconds to wait before asking again; with index_not_ready and index_folder_unavailable',
    example: 1,
  });
  return {
    ...problems(
      'The files are still being indexed, and an exact answer has to wait (index_not_ready); or the answer was not ready ' +
        'within 30 s and was given up: the detail says what took how long (took_too_long); or the folder of index files is full, ' +
        'gone or not to be written to, and is tried again at the next question (index_folder_unavailable); or the server ' +
        'stops (cancelled)',
      ['index_not_ready', 'took_too_long', 'index_folder_unavailable'],
    ),
    headers: z.object({ 'Retry-After': seconds }),
  };
}

/** Leaves out what a reader of the document has no use for, or would be misled by. */
function plainSchema({ jsonSchema }: ZodOpenApiOverrideContext): void {
  // A query string is text to us; what it holds is a number to its reader.
  if (jsonSchema.type === 'integer') delete jsonSchema.pattern;
  // The bounds of what JavaScript counts exactly say nothing about the field.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  // zod says it of `.readonly()`; in OpenAPI it would mean "never sent".
  delete jsonSchema.readOnly;
  delete jsonSchema.propertyNames;
  // Answers gain fields with time.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (takesAnything(jsonSchema.additionalProperties)) openObject(jsonSchema);
}

/** Whether a schema takes every value. */
function takesAnything(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0;
}

/**
 * Says that an object may have members beside those that are named. As `true`: generators of clients read an absent
 * `additionalProperties` as none. And as a part of its own: zod clients of orval and hey-api drop the members they are not told of
 * from an object that names some.
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
