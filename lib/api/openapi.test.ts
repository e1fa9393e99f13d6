import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  causalityChainSchema,
  causalPathsSchema,
  eventFacetsSchema,
  eventHistogramSchema,
  eventMarksSchema,
  eventPageSchema,
  eventPositionSchema,
  nearestMarkSchema,
  problemSchema,
  simulationListSchema,
  simulationStateSchema,
  variableListSchema,
} from './contract';
import { eventCriteriaSchema } from '../filters/event-filter';
import { openApiDocument } from './openapi';
import { EXAMPLES, PROBLEM_EXAMPLES } from './openapi-examples';

// The document as served, parsed from JSON.
const document = z
  .looseObject({
    openapi: z.string(),
    info: z.looseObject({ version: z.string() }),
    paths: z.record(
      z.string(),
      z.strictObject({
        get: z.looseObject({
          operationId: z.string(),
          summary: z.string().min(1),
          tags: z.array(z.string()).length(1),
          parameters: z
            .array(
              z.looseObject({
                in: z.enum(['path', 'query']),
                name: z.string(),
                description: z.string().min(1),
                required: z.boolean().optional(),
                style: z.string().optional(),
                explode: z.boolean().optional(),
                schema: z.record(z.string(), z.unknown()),
              }),
            )
            .default([]),
          responses: z.record(
            z.string().regex(/^[1-5]\d\d$/),
            z.looseObject({
              description: z.string().min(1),
              headers: z.record(z.string(), z.unknown()).optional(),
              content: z
                .record(
                  z.string(),
                  z.looseObject({
                    schema: z.unknown(),
                    example: z.looseObject({ code: z.string() }).optional().catch(undefined),
                    examples: z.record(z.string(), z.unknown()).optional(),
                  }),
                )
                .default({}),
            }),
          ),
        }),
      }),
    ),
    security: z.array(z.record(z.string(), z.array(z.string()))),
    components: z.object({
      schemas: z.record(z.string(), z.unknown()),
      securitySchemes: z.record(z.string(), z.unknown()),
    }),
  })
  .parse(JSON.parse(JSON.stringify(openApiDocument({ version: '1.2.3' }))));

const operations = Object.entries(document.paths).map(([path, { get }]) => ({ path, ...get }));

/** The codes of the problems in the examples. */
function codesOf(responses: (typeof operations)[number]['responses']): readonly string[] {
  return Object.values(responses).flatMap(({ content }) =>
    Object.values(content).flatMap(({ example, examples }) => [
      ...(example === undefined ? [] : [example.code]),
      ...Object.keys(examples ?? {}),
    ]),
  );
}

function parameter(path: string, name: string) {
  const found = document.paths[path]?.get.parameters.find((p) => p.name === name);
  if (found === undefined) throw new Error(`${path} has no parameter ${name}`);
  return found;
}

const EVENTS = '/simulations/{simulation_id}/events';
const EXPORT = '/simulations/{simulation_id}/export';
const FACETS = '/simulations/{simulation_id}/facets';
const HISTOGRAM = '/simulations/{simulation_id}/histogram';
const MARKS = '/simulations/{simulation_id}/marks';
const POSITION = `${EVENTS}/{event_id}/position`;
const STREAM = '/simulations/{simulation_id}/stream';
const PATHS = '/simulations/{simulation_id}/paths';
const CAUSALITY = '/simulations/{simulation_id}/causality/{event_id}';

const LINKS = { type: 'string', enum: ['declared', 'inferred', 'all'], default: 'declared' };

describe('openApiDocument', () => {
  it('is OpenAPI 3.1 of the version it is given', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info.version).toBe('1.2.3');
  });

  it('has every documented path', () => {
    expect(Object.keys(document.paths)).toEqual([
      '/simulations',
      '/simulations/{simulation_id}',
      EVENTS,
      `${EVENTS}/{event_id}`,
      POSITION,
      FACETS,
      HISTOGRAM,
      MARKS,
      `${MARKS}/nearest`,
      EXPORT,
      CAUSALITY,
      '/simulations/{simulation_id}/explanation/{event_id}',
      PATHS,
      '/simulations/{simulation_id}/state',
      '/simulations/{simulation_id}/variables',
      '/simulations/{simulation_id}/analytics',
      STREAM,
      '/ensembles/bands',
      '/ensembles/results',
      '/ensembles/forks',
      '/comparison',
      '/comparison/events',
      '/health',
      '/openapi.json',
    ]);
  });

  it('refers only to schemas it has', () => {
    const references = JSON.stringify(document).match(/"\$ref":"[^"]*"/g) ?? [];
    expect(references.length).toBeGreaterThan(10);
    const known = Object.keys(document.components.schemas).map(
      (name) => `"$ref":"#/components/schemas/${name}"`,
    );
    expect(references.filter((reference) => !known.includes(reference))).toEqual([]);
  });

  it('names each operation once', () => {
    const ids = operations.map((operation) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(operations)('requires every name in the path $path', ({ path, parameters }) => {
    const inPath = parameters.filter((p) => p.in === 'path');
    expect(inPath.map((p) => p.name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]));
    expect(inPath.every((p) => p.required === true)).toBe(true);
  });

  it.each([
    [EVENTS, 'start_timestamp', { type: 'string' }],
    [EVENTS, 'end_timestamp', { type: 'string' }],
    [EVENTS, 'event_types', { type: 'array', items: { type: 'string' } }],
    [EVENTS, 'agent_ids', { type: 'array', items: { type: 'string' } }],
    [EVENTS, 'turn_start', { type: 'integer', minimum: 0 }],
    [EVENTS, 'turn_end', { type: 'integer', minimum: 0 }],
    [
      EVENTS,
      'sort',
      {
        type: 'string',
        enum: ['timestamp', 'turn', 'agent', 'change'],
        default: 'timestamp',
      },
    ],
    [EVENTS, 'order', { type: 'string', enum: ['asc', 'desc'], default: 'asc' }],
    [EVENTS, 'limit', { type: 'integer', minimum: 1, maximum: 10_000, default: 1000 }],
    [EVENTS, 'offset', { type: 'integer', minimum: 0, default: 0 }],
    [EVENTS, 'kinds', { type: 'array', items: { type: 'string' } }],
    [EVENTS, 'exclude_kinds', { type: 'array', items: { type: 'string' } }],
    [
      EVENTS,
      'outcomes',
      { type: 'array', items: { type: 'string', enum: ['none', 'ok', 'failed'] } },
    ],
    [EVENTS, 'where', { type: 'array', items: { type: 'string' }, maxItems: 8 }],
    [EVENTS, 'fields', { type: 'array', items: { type: 'string' }, maxItems: 8 }],
    [EVENTS, 'q', { type: 'string', minLength: 1, maxLength: 500 }],
    [EVENTS, 'partial', { type: 'string', enum: ['true', 'false'] }],
    [EVENTS, 'counts', { type: 'string', enum: ['effects'] }],
    [MARKS, 'buckets', { type: 'integer', minimum: 1, maximum: 2000, default: 500 }],
    [`${MARKS}/nearest`, 'row', { type: 'integer', minimum: 0, default: 0 }],
    [
      `${MARKS}/nearest`,
      'direction',
      { type: 'string', enum: ['next', 'previous'], default: 'next' },
    ],
    [FACETS, 'limit', { type: 'integer', minimum: 1, maximum: 1000, default: 100 }],
    [FACETS, 'agent_order', { type: 'string', enum: ['events', 'failed'], default: 'events' }],
    [HISTOGRAM, 'axis', { type: 'string', enum: ['turn', 'time'], default: 'turn' }],
    [
      HISTOGRAM,
      'by',
      { type: 'string', enum: ['event_type', 'agent_id', 'none'], default: 'none' },
    ],
    [HISTOGRAM, 'buckets', { type: 'integer', minimum: 1, maximum: 2000, default: 100 }],
    [HISTOGRAM, 'series', { type: 'integer', minimum: 1, maximum: 200, default: 20 }],
    [HISTOGRAM, 'split', { type: 'string', enum: ['event_type', 'none'], default: 'none' }],
    [HISTOGRAM, 'keys', { type: 'array', maxItems: 200, items: { type: 'string' } }],
    [HISTOGRAM, 'folds', { type: 'array', maxItems: 100, items: { type: 'string' } }],
    [HISTOGRAM, 'times', { type: 'string', enum: ['true', 'false'] }],
    [EXPORT, 'format', { type: 'string', enum: ['jsonl', 'csv', 'parquet'], default: 'jsonl' }],
    [EXPORT, 'limit', { type: 'integer', minimum: 1 }],
    [EXPORT, 'escape_formulas', { type: 'string', enum: ['true', 'false'] }],
    [EXPORT, 'bom', { type: 'string', enum: ['true', 'false'] }],
    [STREAM, 'event_types', { type: 'array', items: { type: 'string' } }],
    [STREAM, 'from', { type: 'string', enum: ['start', 'end'], default: 'end' }],
    [STREAM, 'last_event_id', { type: 'string' }],
    [CAUSALITY, 'depth', { type: 'integer', minimum: 1, maximum: 20, default: 5 }],
    [CAUSALITY, 'links', LINKS],
    [PATHS, 'links', LINKS],
    [CAUSALITY, 'analysis', { type: 'string', enum: ['true', 'false'] }],
    [PATHS, 'max_length', { type: 'integer', minimum: 1, maximum: 200, default: 20 }],
    [PATHS, 'limit', { type: 'integer', minimum: 1, maximum: 100, default: 10 }],
  ])('%s documents %s as an optional %o', (path, name, expected) => {
    const { schema, required } = parameter(path, name);
    const facts = Object.entries(schema).filter(
      ([key]) => !['description', 'example'].includes(key),
    );
    expect(Object.fromEntries(facts)).toEqual(expected);
    expect(required ?? false).toBe(false);
  });

  const lists = ['event_types', 'agent_ids', 'kinds'];
  it.each([...lists, ...lists.map((name) => `exclude_${name}`)])(
    'describes %s as repeated',
    (name) => {
      expect(parameter(EVENTS, name)).toMatchObject({ style: 'form', explode: true });
    },
  );

  it('filters an export as events are filtered', () => {
    const named = (path: string): string[] =>
      document.paths[path]?.get.parameters.map((p) => p.name) ?? [];
    const onlyOfEvents = ['partial', 'counts', 'max_line_bytes', 'fields'];
    const filter = named(EVENTS).filter((name) => !onlyOfEvents.includes(name));
    expect(named(EXPORT)).toEqual([...filter, 'format', 'escape_formulas', 'bom']);
    for (const name of filter.filter((name) => name !== 'limit' && name !== 'sort')) {
      expect(parameter(EXPORT, name)).toEqual(parameter(EVENTS, name));
    }
  });

  it.each([FACETS, HISTOGRAM, MARKS, POSITION, STREAM])(
    'has all conditions of events for %s',
    (path) => {
      for (const name of Object.keys(eventCriteriaSchema.shape)) {
        expect(parameter(path, name)).toEqual(parameter(EVENTS, name));
      }
    },
  );

  it.each(operations)(
    'describes the error responses of $path',
    ({ path, parameters, responses }) => {
      const isAboutSimulations =
        /^\/(ensembles|comparison)/.test(path) ||
        parameters.some((p) => p.name === 'simulation_id');
      const hasQuery = parameters.some((p) => p.in === 'query');
      expect('404' in responses).toBe(isAboutSimulations);
      const codes = codesOf(responses);
      expect(codes.includes('invalid_parameters')).toBe(hasQuery);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '401', '403']));
      const isFromFiles = '304' in responses;
      for (const [status, response] of Object.entries(responses)) {
        const isFile = path === EXPORT && status === '200';
        if (isFile) {
          expect(Object.keys(response.content)).toEqual([
            'application/jsonl',
            'text/csv',
            'application/vnd.apache.parquet',
          ]);
          expect(Object.keys(response.headers ?? {})).toEqual(['Content-Disposition']);
          continue;
        }
        const [type, header] = {
          '101': ['application/json', undefined],
          '200': [
            path === STREAM ? 'text/event-stream' : 'application/json',
            isFromFiles ? 'ETag' : undefined,
          ],
          '304': [undefined, undefined],
          '503': [
            'application/problem+json',
            codes.includes('index_not_ready') ? 'Retry-After' : undefined,
          ],
        }[status] ?? ['application/problem+json', undefined];
        expect(Object.keys(response.content)).toEqual(type === undefined ? [] : [type]);
        expect(Object.keys(response.headers ?? {})).toEqual(header === undefined ? [] : [header]);
      }
    },
  );

  it('describes which answers may take too long, and which may be too large', () => {
    const pathsWith = (code: string): readonly string[] =>
      operations
        .filter(({ responses }) => codesOf(responses).includes(code))
        .map(({ path }) => path);
    const isAtOnce = (path: string): boolean => path === '/health' || path === '/openapi.json';
    const all = operations.map(({ path }) => path);
    expect(pathsWith('took_too_long')).toEqual(all.filter((path) => !isAtOnce(path)));
    // A single event, a position and marks have other limits; exports and streams have none.
    const isBounded = (path: string): boolean =>
      path.includes('/events/') || path.includes('/marks') || path === EXPORT || path === STREAM;
    expect(pathsWith('answer_too_large')).toEqual(
      all.filter((path) => !isAtOnce(path) && !isBounded(path)),
    );
  });

  it('describes 304 for every answer made from files', () => {
    const unchanging = operations.filter(({ responses }) => !('304' in responses));
    expect(unchanging.map(({ path }) => path)).toEqual([
      EXPORT,
      STREAM,
      '/health',
      '/openapi.json',
    ]);
  });

  it('has nothing specific to JavaScript', () => {
    const text = JSON.stringify(document);
    expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
    expect(text).not.toContain('"readOnly"');
  });

  it('refuses no time that the server understands', () => {
    expect(JSON.stringify(document)).not.toContain('"format":"date-time"');
  });

  it('describes objects with members of any name, and closes none', () => {
    const { EventPage, CausalAnalysis, SimulationEvent } = document.components.schemas;
    const open = { type: 'object', additionalProperties: true };
    expect(EventPage).toMatchObject({
      properties: { effect_counts: { additionalProperties: { type: 'integer' } } },
    });
    expect(CausalAnalysis).toMatchObject({
      properties: { influence: { additionalProperties: { type: 'integer', minimum: 0 } } },
    });
    expect(SimulationEvent).toMatchObject({
      allOf: [{ properties: { details: { anyOf: [open, { type: 'null' }] } } }, open],
    });
    expect(JSON.stringify(document)).not.toContain('"additionalProperties":false');
  });

  it('describes how to send the token, and that loopback needs none', () => {
    expect(document.security).toEqual([{}, { token: [] }]);
    expect(document.components.securitySchemes).toMatchObject({
      token: { type: 'http', scheme: 'bearer' },
    });
  });

  it('has examples that match the schemas', () => {
    expect(simulationListSchema.parse(EXAMPLES.simulationList)).toEqual(EXAMPLES.simulationList);
    expect(eventPageSchema.parse(EXAMPLES.eventPage)).toEqual(EXAMPLES.eventPage);
    expect(eventPositionSchema.parse(EXAMPLES.eventPosition)).toEqual(EXAMPLES.eventPosition);
    expect(eventFacetsSchema.parse(EXAMPLES.eventFacets)).toEqual(EXAMPLES.eventFacets);
    expect(eventHistogramSchema.parse(EXAMPLES.eventHistogram)).toEqual(EXAMPLES.eventHistogram);
    expect(eventMarksSchema.parse(EXAMPLES.eventMarks)).toEqual(EXAMPLES.eventMarks);
    expect(nearestMarkSchema.parse(EXAMPLES.nearestMark)).toEqual(EXAMPLES.nearestMark);
    expect(simulationStateSchema.parse(EXAMPLES.simulationState)).toEqual(EXAMPLES.simulationState);
    expect(variableListSchema.parse(EXAMPLES.variableList)).toEqual(EXAMPLES.variableList);
    expect(causalityChainSchema.parse(EXAMPLES.causalityChain)).toEqual(EXAMPLES.causalityChain);
    expect(causalPathsSchema.parse(EXAMPLES.causalPaths)).toEqual(EXAMPLES.causalPaths);
    for (const [code, example] of Object.entries(PROBLEM_EXAMPLES)) {
      expect(problemSchema.strict().parse(example).code).toBe(code);
    }
  });
});
