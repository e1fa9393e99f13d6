import fc from 'fast-check';
import { parseTimestamp } from '../events/epoch-micros';
import { DROP_REPORT, OUTCOMES } from '../events/event-outcome';
import { KIND_FIELDS } from '../events/event-kind';
import { SORT_KEYS, type EventFilter } from '../filters/event-filter';
import type { HistogramOptions } from '../filters/histogram-options';
import { HOSTILE_LINES } from './hostile-lines';
import type { EventFile } from './scan-files';

// Few values of each field, so that ties, duplicates and matches are frequent. The first five times are the same instant.
const TIMES = [
  '2026-10-04T14:00:00.000000+00:00',
  '2026-10-04T14:00:00+00:00',
  '2026-10-04T14:00:00Z',
  '2026-10-04 14:00:00',
  '2026-10-04T16:00:00+02:00',
  '2026-10-04T14:00:00.000001+00:00',
  '2026-10-04T14:00:00.000999+00:00',
  '2026-10-04T14:00:00.001+00:00',
  '2026-10-04T14:00:00.0010009+00:00',
  '2026-10-04T13:59:59.999999+00:00',
  '2026-10-05',
  '1969-12-31T23:59:59.999999+00:00',
  '2300-01-01T00:00:00.000007Z',
] as const;
const TYPES = [
  'MILESTONE',
  'DECISION',
  'ACTION',
  'STATE',
  'ENV',
  'DETAIL',
  'SYSTEM',
  'other',
] as const;
const AGENTS = ['ada', 'Ada', 'ben', 'agent 7', 'agent 10', 'å', '🚜', '\uFFFD', `o'hara`] as const;
const IDS = [
  ...Array.from({ length: 12 }, (_, i) => `01M43MGC6AWK8A9FN7F0ZEZP${String(i).padStart(2, '0')}`),
  'a',
  'B',
  '😀',
  '\uFFFD',
] as const;
const KINDS = ['trade', 'Trade', 'ok', 'price \u2028', 'é', '🚜'] as const;
const MISSING_IDS = ['missing-1', 'missing-2'] as const;

/** Any details, including fields that hold a kind or look like it. */
const details = fc
  .tuple(
    fc.dictionary(fc.string({ maxLength: 6 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    fc.dictionary(fc.constantFrom(...KIND_FIELDS), fc.constantFrom(...KINDS, '', 7, null), {
      maxKeys: 3,
    }),
    // Details that set a variable or look like it.
    fc.record(
      {
        variable_name: fc.constantFrom(...KINDS, 'a:b', ':', '', 7, null),
        new_value: fc.constantFrom(0, -1.5, 1e21, null, 'x', { a: [1] }, [], false),
        scope: fc.constantFrom('global', 'agent', 'Global', '', null),
      },
      { requiredKeys: [] },
    ),
    // Details that state an outcome or look like it.
    fc.option(
      fc.record(
        {
          status: fc.constantFrom('FAILED', 'ok', 'running', 'done', { code: 2 }, { code: 'OK' }),
          error_type: fc.constantFrom('llm_timeout', DROP_REPORT),
          validated: fc.boolean(),
          is_error: fc.boolean(),
          old_value: fc.constantFrom(0, 2, -7.25, 1e21, '1', null),
        },
        { requiredKeys: [] },
      ),
      { nil: {} },
    ),
  )
  .map((parts): Readonly<Record<string, unknown>> => Object.assign({}, ...parts));

const eventText = fc
  .record(
    {
      event_id: fc.constantFrom(...IDS),
      timestamp: fc.constantFrom(...TIMES),
      turn_number: fc.nat(5),
      event_type: fc.constantFrom(...TYPES),
      simulation_id: fc.constantFrom('sim', null),
      agent_id: fc.option(fc.constantFrom(...AGENTS)),
      caused_by: fc.option(fc.array(fc.constantFrom(...IDS, ...MISSING_IDS), { maxLength: 4 })),
      description: fc.option(fc.string({ unit: 'binary', maxLength: 12 })),
      details: fc.option(details),
      extra: fc.integer(),
    },
    { requiredKeys: ['event_id', 'timestamp', 'turn_number', 'event_type'] },
  )
  .chain((fields) =>
    fc
      .tuple(
        fc.shuffledSubarray(Object.entries(fields), { minLength: Object.keys(fields).length }),
        fc.boolean(),
      )
      .map(([entries, isSpaced]) => write(entries, isSpaced)),
  );

const hostileBytes = fc.constantFrom(...HOSTILE_LINES.map((line) => line.bytes));

/** NULs before an event, after it, or both, as left by truncating a file while a program writes to it. */
const holedLine = fc
  .tuple(fc.nat(70), eventText, fc.nat(5), fc.boolean())
  .map(([before, text, after, isTorn]) =>
    Buffer.concat([Buffer.alloc(before), Buffer.from(isTorn ? '' : text), Buffer.alloc(after)]),
  );

const line = fc.oneof(
  { weight: 12, arbitrary: eventText.map((text) => Buffer.from(text)) },
  { weight: 3, arbitrary: hostileBytes },
  { weight: 1, arbitrary: holedLine },
);

const part = fc
  .record({
    lines: fc.array(line, { maxLength: 12 }),
    lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
    hasByteOrderMark: fc.constantFrom(false, false, false, true),
    /** The bytes after the last line end: none, a torn line, a whole line, or blanks. */
    rest: fc.oneof(
      { weight: 4, arbitrary: fc.constant(Buffer.alloc(0)) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(eventText, fc.integer({ min: 1, max: 99 }))
          .map(([text, percent]) => tear(text, percent)),
      },
      { weight: 1, arbitrary: eventText.map((text) => Buffer.from(text)) },
      { weight: 1, arbitrary: fc.constant(Buffer.from(' \r')) },
      { weight: 1, arbitrary: holedLine },
    ),
  })
  .map(({ lines, lineEnd, hasByteOrderMark, rest }) =>
    Buffer.concat([
      Buffer.from(hasByteOrderMark ? '\uFEFF' : ''),
      ...lines.flatMap((bytes) => [bytes, Buffer.from(lineEnd)]),
      rest,
    ]),
  );

/**
 * The parts of one small stream, oldest first, `events.jsonl` last if it exists: shuffled times, ties, duplicate ids, missing
 * causes, cycles, STATE and ENV, events without an agent, hostile and blank lines, CRLF, torn last lines.
 */
export const arbitraryEventFiles: fc.Arbitrary<readonly EventFile[]> = fc
  .tuple(fc.array(part, { maxLength: 3 }), fc.option(part, { freq: 12 }))
  .map(([rotated, newest]) => [
    ...rotated.map((bytes, i) => ({ name: rotatedName(i), bytes })),
    ...(newest === null && rotated.length > 0
      ? []
      : [{ name: 'events.jsonl', bytes: newest ?? Buffer.alloc(0) }]),
  ]);

const someTypes = fc.constantFrom(...TYPES, 'nothing');
const someAgents = fc.constantFrom(...AGENTS, '', 'nobody');
const someKinds = fc.constantFrom(...KINDS, '', 'nothing');

/** Conditions on the fields of the details above. */
const CONDITIONS = [
  ...[
    'details.new_value>0',
    'details.new_value<=-1.5',
    'details.new_value=x',
    'details.new_value!=0',
  ],
  ...['details.old_value<2', 'details.old_value="1"', 'details.status~A', 'details.status.code=2'],
  ...[
    'details.status.code="OK"',
    'details.validated=true',
    'details.variable_name>=a',
    'details.scope~l',
  ],
  ...['details.new_value.a~1', 'details.kind=', 'details.new_value<"y"'],
] as const;

/** One arbitrary per member of the filter's schema. A new member needs one, too. */
const FILTER_MEMBERS: {
  readonly [Member in keyof EventFilter]-?: fc.Arbitrary<EventFilter[Member]>;
} = {
  start_timestamp: seldom(fc.constantFrom(...TIMES)),
  end_timestamp: seldom(fc.constantFrom(...TIMES)),
  event_types: seldom(fc.array(someTypes, { maxLength: 4 })),
  agent_ids: seldom(fc.array(someAgents, { maxLength: 4 })),
  kinds: seldom(fc.array(someKinds, { maxLength: 4 })),
  exclude_event_types: seldom(fc.array(someTypes, { maxLength: 2 })),
  exclude_agent_ids: seldom(fc.array(someAgents, { maxLength: 2 })),
  exclude_kinds: seldom(fc.array(someKinds, { maxLength: 2 })),
  outcomes: seldom(fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 3 })),
  where: seldom(fc.subarray([...CONDITIONS], { minLength: 1, maxLength: 2 })),
  q: seldom(fc.constantFrom('a', 'É', 'TRADE', '"', '\\', 'type":')),
  turn_start: seldom(fc.nat(6)),
  turn_end: seldom(fc.nat(6)),
  sort: seldom(fc.constantFrom(...SORT_KEYS)),
  order: fc.option(fc.constantFrom('asc', 'desc'), { nil: undefined }),
  limit: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  offset: seldom(fc.nat(12)),
};

/** A filter that often matches some events of {@link arbitraryEventFiles}, but not all. */
export const arbitraryEventFilter: fc.Arbitrary<EventFilter> = fc.record(FILTER_MEMBERS);

const fold = fc
  .tuple(fc.constantFrom(...TIMES), fc.constantFrom(...TIMES, '2100-01-01'))
  .map((times) => times.map((text) => ({ text, time: parseTimestamp(text) ?? 0n })))
  .filter(([start, end]) => start !== undefined && end !== undefined && start.time !== end.time)
  .map((times) => times.toSorted((a, b) => (a.time < b.time ? -1 : 1)))
  .map((times) => times.map(({ text }) => text).join('/'));

/** Options for histograms of the few events of {@link arbitraryEventFiles}. */
export const arbitraryHistogramOptions: fc.Arbitrary<HistogramOptions> = fc.record({
  axis: fc.option(fc.constantFrom('turn', 'time'), { nil: undefined }),
  by: fc.option(fc.constantFrom('event_type', 'agent_id', 'none'), { nil: undefined }),
  buckets: fc.option(fc.constantFrom(1, 2, 3, 7, 2000), { nil: undefined }),
  series: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  split: fc.option(fc.constantFrom('event_type', 'none'), { nil: undefined }),
  keys: seldom(fc.array(fc.constantFrom(...AGENTS, '', ...TYPES, 'nothing'), { maxLength: 6 })),
  folds: seldom(fc.array(fold, { maxLength: 4 })),
  times: fc.option(fc.boolean(), { nil: undefined }),
});

/** Ids of {@link arbitraryEventFiles}, including some missing ones. */
export const arbitraryEventIds: fc.Arbitrary<readonly string[]> = fc.uniqueArray(
  fc.constantFrom(
    ...IDS,
    ...MISSING_IDS,
    ...HOSTILE_LINES.flatMap((hostile) => hostile.event_id ?? []),
  ),
  { maxLength: 8 },
);

/** Present in one of four samples. */
function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** Every other name has a fraction, as llm-sim writes it. */
function rotatedName(i: number): string {
  return `events_2026-10-04_14-0${String(i)}-00${i % 2 === 1 ? '-007991' : ''}.jsonl`;
}

/** Python's json.dumps puts spaces after commas and colons. */
function write(entries: readonly (readonly [string, unknown])[], isSpaced: boolean): string {
  const [comma, colon] = isSpaced ? [', ', ': '] : [',', ':'];
  const members = entries.map(
    ([name, value]) => `${JSON.stringify(name)}${colon}${JSON.stringify(value)}`,
  );
  return `{${members.join(comma)}}`;
}

/** Cuts anywhere, even inside a character. */
function tear(text: string, percent: number): Buffer {
  const bytes = Buffer.from(text);
  return bytes.subarray(0, Math.floor((bytes.length * percent) / 100));
}
