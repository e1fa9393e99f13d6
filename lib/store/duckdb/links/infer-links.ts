import type { DuckDBConnection } from '@duckdb/node-api';
import type { InferredLink } from '../../../causality/causal-link';
import { isBoundaryRole } from '../../../causality/causal-role';
import { inferBetweenTurns, inferWithinTurn } from '../../../causality/infer-causes';
import type { Inference } from '../../../causality/inference';
import { idBits } from '../../../scan/event-id-bits';
import { mapInSlices } from '../../../work/in-slices';
import { breathe, isBreathDue } from '../../../work/work';
import type { InferLinks, LinkDirection } from '../../event-store';
import { askForIds, unionOf } from '../ingest/event-ids';
import { createBoundaryReader } from './read-boundaries';
import {
  createRuledEventReader,
  idOf,
  roleConditions,
  RULED_COLUMNS,
  type IndexedEvent,
} from './ruled-events';
import type { SimulationIndex } from '../index/simulation-index';

/** The maximum number of events read of the requested turns; and if there are more, the maximum number of their boundaries. */
const MAX_TURN_EVENTS = 20_000;
const MAX_TURN_BOUNDARIES = 1000;
/** Of events with the same ids, at most this many are read, the first in event order. */
const MAX_EVENTS_OF_IDS = 10_000;

type Found = readonly Inference<IndexedEvent>[];

/**
 * Infers links from the index, without reading a line. The rules see the turns of the requested events and the boundaries
 * around them. One inferrer serves one walk: it reads no turn twice.
 */
export function linkInferrer(
  connection: DuckDBConnection,
  index: SimulationIndex,
  maxTurnEvents = MAX_TURN_EVENTS,
): InferLinks {
  const read = createRuledEventReader(connection, index);
  const conditions = roleConditions(index);
  const { catalog } = index;
  const readBoundaries = createBoundaryReader({ connection, catalog, read, conditions });
  const { isDeed, isState, isBoundary } = conditions;
  const select = `SELECT ${RULED_COLUMNS} FROM ${catalog}.events`;
  const isInTurn = isBoundary('turn_start', 'turn_end');
  const takesPart = `(${isDeed} OR ${isState} OR ${isInTurn})`;

  const areIdsUnique = index.parts().every(({ indexed }) => indexed.duplicateCount === 0);
  /** By the bits of an id: all events with it that take part in the rules. */
  const eventsOfId = new Map<bigint, readonly IndexedEvent[]>();
  const wholeTurns = new Map<number, Found>();

  let isCut = false;

  async function lookUp(eventIds: readonly string[]): Promise<readonly IndexedEvent[]> {
    const ids = new Map(await mapInSlices(eventIds, (id) => [idBits(id), id] as const));
    const unknown = [...ids].filter(([bits]) => !eventsOfId.has(bits));
    if (unknown.length > 0) {
      const asked = await askForIds(
        'id',
        unknown.map(([, id]) => id),
      );
      const found = new Map(unknown.map(([bits]): [bigint, IndexedEvent[]] => [bits, []]));
      const all = unionOf(select, asked.conditions);
      // When very many events share ids, only the first in event order are read.
      const sql = areIdsUnique
        ? all
        : `SELECT * FROM (${all}) ORDER BY seq LIMIT ${String(MAX_EVENTS_OF_IDS + 1)}`;
      const events = await read(sql, asked.bound);
      if (!areIdsUnique && events.length > MAX_EVENTS_OF_IDS) isCut = true;
      for (const event of events) found.get(event.bits)?.push(event);
      for (const [bits, events] of found) eventsOfId.set(bits, events);
    }
    return [...ids.keys()].flatMap((bits) => eventsOfId.get(bits) ?? []);
  }

  async function readTurns(turns: readonly number[]): Promise<boolean> {
    const unread = turns.filter((turn) => !wholeTurns.has(turn));
    if (unread.length === 0) return true;
    const events = await read(
      `${select} WHERE turn IN (${unread.join(', ')}) AND ${takesPart}
       ORDER BY seq LIMIT ${String(maxTurnEvents + 1)}`,
    );
    if (events.length > maxTurnEvents) return false;
    if (areIdsUnique) for (const event of events) eventsOfId.set(event.bits, [event]);
    const found = await inferByTurn(events);
    for (const turn of unread) wholeTurns.set(turn, found.get(turn) ?? []);
    return true;
  }

  /** For turns with too many events: infers from the events nearest to the requested ones. */
  async function inferNearby(
    asked: readonly IndexedEvent[],
    turns: readonly number[],
    direction: LinkDirection,
  ): Promise<Found> {
    const [isNear, order] = direction === 'causes' ? isBefore(asked) : isAfter(asked);
    const near = (condition: string, limit: number): Promise<readonly IndexedEvent[]> =>
      read(
        `${select} WHERE turn IN (${turns.join(', ')}) AND ${isNear} AND (${condition})
         ORDER BY seq ${order} LIMIT ${String(limit)}`,
      );
    const deeds = await near(
      direction === 'causes' ? isDeed : `${isDeed} OR ${isState}`,
      maxTurnEvents,
    );
    const boundaries = await near(isInTurn, MAX_TURN_BOUNDARIES);
    await breathe();
    const events = [...new Set([...deeds, ...boundaries, ...asked])].sort((a, b) => a.seq - b.seq);
    await breathe();
    const isWhole = deeds.length < maxTurnEvents;
    // A decision that was not read may be nearer to the action.
    return [...(await inferByTurn(events)).values()]
      .flat()
      .filter(
        ({ rule }) => isWhole || direction === 'effects' || rule !== 'turn_start_before_action',
      );
  }

  return async (eventIds, direction, limit = Infinity) => {
    const asked = await lookUp(eventIds);
    if (asked.length === 0) return { links: [], truncated: false };
    const turns = [...new Set(asked.map((event) => event.turn_number))];
    const isWhole = await readTurns(turns);
    const within = isWhole
      ? turns.flatMap((turn) => wholeTurns.get(turn) ?? [])
      : await inferNearby(asked, turns, direction);
    const boundaries = asked.filter(({ role }) => isBoundaryRole(role));
    const around =
      boundaries.length === 0 ? [] : await readBoundaries(boundaries, maxTurnEvents + 1);
    // When some were left out, the nearest turn may be missing, and another would be mistaken for it.
    const areTooMany = around.length > maxTurnEvents;
    const between = areTooMany ? [] : await inferBetweenTurns(around, { breathe });
    await breathe();
    const links = await linksOf([...within, ...between], new Set(asked), direction);
    const truncated = !isWhole || areTooMany || isCut || links.length > limit;
    return { links: links.slice(0, limit), truncated };
  };
}

/** Applies the rules to each turn. */
async function inferByTurn(events: readonly IndexedEvent[]): Promise<ReadonlyMap<number, Found>> {
  const turns = new Map<number, IndexedEvent[]>();
  for (const event of events) {
    const turn = turns.get(event.turn_number);
    if (turn === undefined) turns.set(event.turn_number, [event]);
    else turn.push(event);
  }
  const found = new Map<number, Found>();
  for (const [turn, own] of turns) {
    found.set(turn, await inferWithinTurn(own, { breathe }));
  }
  return found;
}

type Nearness = readonly [condition: string, order: 'ASC' | 'DESC'];

function isBefore(asked: readonly IndexedEvent[]): Nearness {
  const last = asked.reduce((seq, event) => Math.max(seq, event.seq), 0);
  return [`seq <= ${String(last)}`, 'DESC'];
}

function isAfter(asked: readonly IndexedEvent[]): Nearness {
  // An action is an effect of the turn's start only when no decision precedes it. That requires all events before it.
  const isStart = asked.some(({ role }) => role === 'turn_start');
  const first = isStart ? 0 : asked.reduce((seq, event) => Math.min(seq, event.seq), Infinity);
  return [`seq >= ${String(first)}`, 'ASC'];
}

/** The links of the requested events, without duplicate pairs of ids, in event order of the effect, then of the cause. */
async function linksOf(
  inferences: Found,
  asked: ReadonlySet<IndexedEvent>,
  direction: LinkDirection,
): Promise<readonly InferredLink[]> {
  const end = direction === 'causes' ? 'effect' : 'cause';
  const ordered = inferences
    .filter((inference) => asked.has(inference[end]))
    .sort((a, b) => a.effect.seq - b.effect.seq || a.cause.seq - b.cause.seq);
  await breathe();
  const known = new Map<bigint, Set<bigint>>();
  const links: InferredLink[] = [];
  for (const { cause, effect, rule } of ordered) {
    if (isBreathDue()) await breathe();
    const causes = known.get(effect.bits) ?? new Set<bigint>();
    known.set(effect.bits, causes);
    // Lines with the same id are the same event.
    if (cause.bits === effect.bits || causes.has(cause.bits)) continue;
    causes.add(cause.bits);
    links.push({ cause: idOf(cause), effect: idOf(effect), origin: 'inferred', rule });
  }
  return links;
}
