import type { DuckDBConnection } from '@duckdb/node-api';
import type { EventLine } from '../../../events/event-line';
import { readEventLine } from '../../../events/read-event';
import { choosePoints } from '../../../replay/choose-points';
import { DEFAULT_POINTS, MAX_TURNS_READ } from '../../../replay/state-bounds';
import type { VariableKey } from '../../../replay/variable';
import { VARIABLE_CODES } from '../../../scan/event-columns';
import { mapInSlices } from '../../../work/in-slices';
import type { SeriesOptions, VariableSeries } from '../../variable-events';
import { MAX_LINES_BYTES, withinBytes } from '../../within-bytes';
import { inTransaction, numberOf, queryRows, type Row } from '../sql/connections';
import type { IndexNames } from '../index/index-names';
import { PLACE_COLUMNS, readEvents } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';

/** The number of lines held in memory while the lowest and the highest value are searched for. */
const BATCH = 4096;
const BATCH_BYTES = 8 * 1024 * 1024;
/** Up to this many times the returned bytes may be read to choose the points. */
const READ_PER_GIVEN = 8;

const PLACE_MEMBERS = PLACE_COLUMNS.map((column) => `${column}: ${column}`).join(', ');

/** The turns in which a variable was set: the latest event of each, in order of turns. */
interface SetTurns {
  readonly turns: readonly number[];
  /** Rows for {@link readEvents}. */
  readonly places: readonly Row[];
  readonly eventCount: number;
}

/** Returns the existing variables turn by turn, in the requested order. */
export async function findSeries(
  index: SimulationIndex,
  connection: DuckDBConnection,
  variables: readonly VariableKey[],
  options: SeriesOptions = {},
): Promise<readonly VariableSeries[]> {
  const found = await inTransaction(connection, async () => {
    const sets: { readonly variable: VariableKey; readonly set: SetTurns }[] = [];
    for (const variable of variables) {
      const set = await findTurns(connection, index, variable);
      if (set !== undefined) sets.push({ variable, set });
    }
    return sets;
  });
  const series: VariableSeries[] = [];
  const share = 1 / Math.max(found.length, 1);
  const maxRead = Math.floor(MAX_TURNS_READ * share);
  const maxBytes = Math.floor(MAX_LINES_BYTES * share);
  for (const { variable, set } of found) {
    series.push({ ...variable, ...(await chooseSettings(index, set, options, maxRead, maxBytes)) });
  }
  return series;
}

async function chooseSettings(
  index: SimulationIndex,
  set: SetTurns,
  { turn_start = 0, turn_end = Infinity, points: maxPoints = DEFAULT_POINTS }: SeriesOptions,
  maxRead: number,
  maxBytes: number,
): Promise<Omit<VariableSeries, keyof VariableKey>> {
  const from = set.turns.findIndex((turn) => turn >= turn_start);
  const to = set.turns.findLastIndex((turn) => turn <= turn_end) + 1;
  const [allTurns, allPlaces] =
    from === -1 ? [[], []] : [set.turns.slice(from, to), set.places.slice(from, to)];
  const longest = allPlaces.reduce((most, place) => Math.max(most, lineBytesOf(place)), 1);
  // Fewer points when lines are long.
  const points = Math.max(2, Math.min(maxPoints, Math.floor(maxBytes / longest)));
  const isSampled = allTurns.length > points;
  // When there are more turns than may be read, the last turn of each of equally wide stretches is read.
  const affordable = Math.min(maxRead, Math.floor((READ_PER_GIVEN * maxBytes) / longest));
  const read = choosePoints(allTurns, [], Math.max(affordable, points));
  const turns = read.map((at) => allTurns[at] ?? 0);
  const places = read.map((at) => allPlaces[at]).filter((place) => place !== undefined);
  const numbers = isSampled ? await readNumbers(index, places) : [];
  const chosen = choosePoints(turns, numbers, points);
  return {
    event_count: set.eventCount,
    first_turn: set.turns[0] ?? 0,
    last_turn: set.turns.at(-1) ?? 0,
    settings: await readEvents(
      index,
      chosen.map((at) => places[at]).filter((place) => place !== undefined),
    ),
    is_sampled: isSampled,
  };
}

async function findTurns(
  connection: DuckDBConnection,
  index: SimulationIndex,
  variable: VariableKey,
): Promise<SetTurns | undefined> {
  const where = isVariable(variable, index.names());
  if (where === undefined) return undefined;
  const rows = await queryRows(
    connection,
    `SELECT turn, n, latest.* FROM (
       SELECT turn, count(*) AS n, arg_max({${PLACE_MEMBERS}}, seq) AS latest
       FROM ${index.catalog}.events WHERE ${where} GROUP BY turn
     ) ORDER BY turn`,
  );
  if (rows.length === 0) return undefined;
  return {
    turns: rows.map((row) => numberOf(row, 'turn') ?? 0),
    places: rows,
    eventCount: rows.reduce((sum, row) => sum + (numberOf(row, 'n') ?? 0), 0),
  };
}

/** The SQL condition for events that set this variable; `undefined` when there are none. */
function isVariable(
  { scope, agent_id, variable_name }: VariableKey,
  names: IndexNames,
): string | undefined {
  const kind = names.codeOf('kind', variable_name);
  const agent = names.codeOf('agent', agent_id ?? '');
  if (kind === undefined || agent === undefined) return undefined;
  const set = `variable = ${String(VARIABLE_CODES[scope])} AND kind = ${String(kind)}`;
  return agent_id === null ? set : `${set} AND agent = ${String(agent)}`;
}

/** The numbers to which the events at these places set a variable; NaN for other values. */
async function readNumbers(index: SimulationIndex, places: readonly Row[]): Promise<Float64Array> {
  const numbers = new Float64Array(places.length);
  for (let first = 0; first < places.length;) {
    const batch = withinBytes(places.slice(first, first + BATCH), lineBytesOf, BATCH_BYTES);
    numbers.set(await mapInSlices(await readEvents(index, batch), numberIn), first);
    first += batch.length;
  }
  return numbers;
}

function lineBytesOf(place: Row): number {
  return numberOf(place, 'byte_length') ?? 0;
}

function numberIn({ text }: EventLine): number {
  const value = readEventLine(text).event?.details?.['new_value'];
  return typeof value === 'number' ? value : NaN;
}
