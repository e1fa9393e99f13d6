import type { Analytics } from '../api/analytics-contract';
import type { EnsembleBands, EnsembleForks, EnsembleResults } from '../api/ensemble-contract';
import type {
  EventFacets,
  EventHistogram as WireHistogram,
  SimulationList,
  SimulationListing,
  SimulationSummary,
  StreamProgress,
} from '../api/contract';
import { formatTimestamp, toEpochMicros } from '../events/epoch-micros';
import { cutLine } from '../events/cut-line';
import type { EventLine } from '../events/event-line';
import type {
  CausalityLines,
  ComparedEventPage,
  ComparedEventRow,
  CausalPathLines,
  EventFields,
  EventHistogram,
  EventLinePage,
  Facet,
  FacetCounts,
  IndexState,
  ProgressMessage,
  RunComparison,
  ExplainedDeed,
  ExplanationLines,
  SimulationLine,
  SummarisedSimulation,
} from '../service/event-service';
import { mapInSlices } from '../work/in-slices';
import { breathe } from '../work/work';
import type { FilesAnswer } from './answer-from-files';
import { RawJson, writeJson } from './json-text';

/** Answers as JSON text. Events are inserted as their lines: parsing would change numbers. */

/** @param maxLineBytes longer lines are cut; default: none is cut */
export async function eventPageAnswer(
  { events, fields, ...rest }: EventLinePage,
  maxLineBytes?: number,
): Promise<FilesAnswer> {
  const text = await writeJson({
    events: await rawLines(events, maxLineBytes),
    ...rest,
    ...(fields === undefined ? {} : await wireFields(fields)),
  });
  return { text, isFinal: isWhole(rest) };
}

/** Values are inserted as written. Of a cut value, its text is a text. */
async function wireFields(fields: EventFields) {
  const listed = await mapInSlices(Object.entries(fields), ([id, values]) => {
    const paths = Object.entries(values);
    const wire = paths.map(
      ([path, { json, isCut }]) => [path, isCut ? json : new RawJson(json)] as const,
    );
    const cut = paths.flatMap(([path, { isCut }]) => (isCut ? [path] : []));
    return { id, wire: Object.fromEntries(wire), cut };
  });
  const cut = listed.flatMap((one) => (one.cut.length === 0 ? [] : [[one.id, one.cut] as const]));
  return {
    fields: Object.fromEntries(listed.map(({ id, wire }) => [id, wire])),
    ...(cut.length === 0 ? {} : { cut_fields: Object.fromEntries(cut) }),
  };
}

export async function facetsAnswer({ times, ...facets }: FacetCounts): Promise<FilesAnswer> {
  const wire: EventFacets = {
    ...facets,
    times: times && { first: formatTimestamp(times.first), last: formatTimestamp(times.last) },
    event_types: toWireFacet(facets.event_types),
    agents: toWireFacet(facets.agents),
    kinds: toWireFacet(facets.kinds),
    outcomes: toWireFacet(facets.outcomes),
  };
  return { text: await writeJson(wire), isFinal: isWhole(facets) };
}

function toWireFacet<Value>(facet: Facet<Value>) {
  return { ...facet, values: [...facet.values] };
}

export async function histogramAnswer({
  from,
  to,
  times,
  ...histogram
}: EventHistogram): Promise<FilesAnswer> {
  const endOf = (end: bigint | null): number | string | null => {
    if (end === null) return null;
    return histogram.axis === 'turn' ? Number(end) : toText(end);
  };
  const wire: WireHistogram = {
    ...histogram,
    from: endOf(from),
    to: endOf(to),
    series: histogram.series.map(({ parts, rest_part, ...line }) => ({
      ...toWireLine(line),
      ...(parts === undefined ? {} : { parts: parts.map(toWireLine) }),
      ...(rest_part === undefined ? {} : { rest_part: toWireLine(rest_part) }),
    })),
    ...(times === undefined
      ? {}
      : {
          times: times.map(
            (ends) => ends && { first: toText(ends.first), last: toText(ends.last) },
          ),
        }),
  };
  return { text: await writeJson(wire), isFinal: isWhole(histogram) };
}

function toWireLine<Line extends { readonly counts: readonly number[] }>(line: Line) {
  return { ...line, counts: [...line.counts] };
}

function toText(time: bigint): string {
  return formatTimestamp(toEpochMicros(time));
}

/** A partial answer changes as more is indexed. */
function isWhole({ index }: { readonly index?: Pick<IndexState, 'state'> | undefined }): boolean {
  return index === undefined || index.state === 'ready';
}

/** @param maxLineBytes longer lines are cut; default: none is cut */
export async function causalityAnswer(
  chain: CausalityLines,
  maxLineBytes?: number,
): Promise<FilesAnswer> {
  const { event, upstream, downstream, event_id, ...rest } = chain;
  const lines = {
    event: new RawJson(await lineJson(event, maxLineBytes)),
    upstream: await rawLines(upstream, maxLineBytes),
    downstream: await rawLines(downstream, maxLineBytes),
  };
  return { text: await writeJson({ event_id, ...lines, ...rest }), isFinal: true };
}

/** @param maxLineBytes longer lines are cut; default: none is cut */
export async function causalPathsAnswer(
  { events, ...rest }: CausalPathLines,
  maxLineBytes?: number,
): Promise<FilesAnswer> {
  const text = await writeJson({ events: await rawLines(events, maxLineBytes), ...rest });
  return { text, isFinal: true };
}

/** @param maxLineBytes longer lines are cut; default: none is cut */
export async function explanationAnswer(
  { event_id, direction, causes, effects, events, ...rest }: ExplanationLines,
  maxLineBytes?: number,
): Promise<FilesAnswer> {
  const toWire = async ({ event, ...deed }: ExplainedDeed) => ({
    event: new RawJson(await lineJson(event, maxLineBytes)),
    ...deed,
  });
  const text = await writeJson({
    event_id,
    direction,
    causes: await Promise.all(causes.map(toWire)),
    effects: await Promise.all(effects.map(toWire)),
    events: await rawLines(events, maxLineBytes),
    ...rest,
  });
  return { text, isFinal: true };
}

/** An answer about an ensemble; it is in the form of the API already. */
export async function ensembleAnswer(
  made: EnsembleBands | EnsembleResults | EnsembleForks,
): Promise<FilesAnswer> {
  return { text: await writeJson(made), isFinal: isWhole(made) };
}

/** An analysis; it is in the form of the API already. */
export async function analyticsAnswer(analytics: Analytics): Promise<FilesAnswer> {
  return { text: await writeJson(analytics), isFinal: true };
}

/** @param maxLineBytes longer lines are cut; default: none is cut */
export async function comparisonAnswer(
  { configuration, first_divergence, events, ...rest }: RunComparison,
  maxLineBytes?: number,
): Promise<FilesAnswer> {
  const text = await writeJson({
    ...rest,
    configuration: {
      ...configuration,
      differences: configuration.differences.map(wireChange),
    },
    first_divergence: first_divergence && {
      ...first_divergence,
      changes: first_divergence.changes.map(wireChange),
    },
    events: {
      a: await rawLines(events.a, maxLineBytes),
      b: await rawLines(events.b, maxLineBytes),
    },
  });
  return { text, isFinal: true };
}

/** @param maxLineBytes longer lines are cut; default: none is cut */
export async function comparedEventsAnswer(
  { rows, ...page }: ComparedEventPage,
  maxLineBytes?: number,
): Promise<FilesAnswer> {
  const toWire = async ({ a, b, changes, ...row }: ComparedEventRow) => ({
    ...row,
    a: a && new RawJson(await lineJson(a, maxLineBytes)),
    b: b && new RawJson(await lineJson(b, maxLineBytes)),
    ...(changes === undefined ? {} : { changes: changes.map(wireChange) }),
  });
  const wire = [];
  for (const row of rows) wire.push(await toWire(row));
  return { text: await writeJson({ ...page, rows: wire }), isFinal: true };
}

/** A value whose JSON text is longer is cut. */
const MAX_VALUE_LENGTH = 1000;

/** Values are inserted as written. Of a long value, the first characters of its text are a text. */
function wireChange({
  path,
  a,
  b,
}: {
  readonly path: string;
  readonly a: string | undefined;
  readonly b: string | undefined;
}) {
  const isCut = [a, b].some((json) => json !== undefined && json.length > MAX_VALUE_LENGTH);
  const wire = (json: string | undefined) => {
    if (json === undefined) return undefined;
    return json.length > MAX_VALUE_LENGTH
      ? json.slice(0, MAX_VALUE_LENGTH).toWellFormed()
      : new RawJson(json);
  };
  return { path, a: wire(a), b: wire(b), ...(isCut ? { cut: true } : {}) };
}

export async function simulationListAnswer(
  simulations: readonly SimulationLine[],
): Promise<FilesAnswer> {
  const list: SimulationList = { simulations: simulations.map(toListing) };
  const isFinal = simulations.every(({ index }) => index.state !== 'indexing');
  return { text: await writeJson(list), isFinal };
}

const MAX_UNREAD_FILES = 100;

export async function simulationSummaryAnswer(
  simulation: SummarisedSimulation,
): Promise<FilesAnswer> {
  const others = simulation.other_simulation_ids;
  const summary: SimulationSummary = {
    ...toListing({
      ...simulation,
      start_time: simulation.start?.timestamp ?? null,
      end_time: simulation.end?.timestamp ?? null,
      agent_count: simulation.agents.length,
      bytes: simulation.index.bytes_total,
    }),
    event_types: listed(simulation.event_types, ({ event_type }) => event_type),
    event_type_count: simulation.event_types.length,
    declared_link_count: simulation.declared_link_count,
    agents: listed(simulation.agents, ({ agent_id }) => agent_id),
    files: [...simulation.files],
    data_quality: {
      invalid_line_count: simulation.invalid_line_count,
      invalid_lines: [...simulation.invalid_lines],
      duplicate_id_count: simulation.duplicate_id_count,
      missing_cause_count: simulation.missing_cause_count,
      unfinished_bytes: simulation.unfinished_bytes,
      dropped_event_records: simulation.dropped_event_records,
      dropped_event_count: simulation.dropped_event_count,
      unread_file_count: simulation.unread_files.length,
      unread_files: simulation.unread_files.slice(0, MAX_UNREAD_FILES),
      other_simulation_id_count: others.id_count,
      other_simulation_event_count: others.event_count,
      other_simulation_ids: [...others.ids],
    },
  };
  return { text: await writeJson(summary), isFinal: simulation.index.state === 'ready' };
}

/** As many names of a summary as fit into an answer. The total number is given beside them. */
function listed<Value>(values: readonly Value[], nameOf: (value: Value) => string): Value[] {
  let length = 0;
  return values.slice(0, MAX_LISTED).filter((value) => {
    length += nameOf(value).length;
    return length <= MAX_LISTED_LENGTH;
  });
}

const MAX_LISTED = 10_000;
const MAX_LISTED_LENGTH = 4 * 1024 * 1024;

export function streamProgressJson({ progress }: ProgressMessage): string {
  const { end_time, ...rest } = progress;
  const wire: StreamProgress = {
    ...rest,
    end_time: end_time === null ? null : formatTimestamp(end_time),
  };
  return JSON.stringify(wire);
}

function toListing(simulation: SimulationLine): SimulationListing {
  return {
    id: simulation.id,
    name: simulation.name,
    status: simulation.status,
    start_time: simulation.start_time,
    end_time: simulation.end_time,
    event_count: simulation.event_count,
    first_turn: simulation.first_turn,
    last_turn: simulation.last_turn,
    agent_count: simulation.agent_count,
    bytes: simulation.bytes,
    index: simulation.index,
    ...(simulation.problem === undefined ? {} : { problem: simulation.problem }),
  };
}

/** The line of an event, cut when it is longer than `maxLineBytes`. */
export async function lineJson({ text }: EventLine, maxLineBytes?: number): Promise<string> {
  return maxLineBytes === undefined ? text : cutLine(text, maxLineBytes, breathe);
}

async function rawLines(
  lines: readonly EventLine[],
  maxLineBytes?: number,
): Promise<readonly RawJson[]> {
  const raw: RawJson[] = [];
  for (const line of lines) raw.push(new RawJson(await lineJson(line, maxLineBytes)));
  return raw;
}
