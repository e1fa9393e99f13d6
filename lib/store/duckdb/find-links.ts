import type { DuckDBConnection } from '@duckdb/node-api';
import type { CausalLink } from '../../causality/causal-link';
import { compareCodePoints } from '../../events/event-order';
import { readEventLine, type StoredEvent } from '../../events/read-event';
import type { FoundLinks, LinkDirection } from '../event-store';
import { numberOf, queryRows, type Row } from './connections';
import { bindIds, isOneOf } from './event-ids';
import { notThere, readLines } from './read-events';
import type { SimulationIndex } from './simulation-index';

/** Finds links where events declare them: in their lines, of which the index knows the places. */
export async function findLinks(
  connection: DuckDBConnection,
  index: SimulationIndex,
  eventIds: readonly string[],
  direction: LinkDirection,
  limit: number | undefined,
): Promise<FoundLinks> {
  if (eventIds.length === 0) return { links: [], events: [] };
  const wanted = new Set(eventIds);
  const places =
    direction === 'causes' ? selectEvents(index.catalog) : selectEffects(index.catalog, limit);
  const rows = await queryRows(connection, places, bindIds(wanted));
  const found = await readDeclarations(index, rows);
  const links = new Map<string, DeclaredLink>();
  for (const { event } of found) {
    event.caused_by.forEach((cause, ordinal) => {
      if (!wanted.has(direction === 'causes' ? event.event_id : cause)) return;
      const key = JSON.stringify([cause, event.event_id]);
      const link = { cause, effect: event.event_id, time: event.time, ordinal };
      const known = links.get(key);
      // Of events with the same id, the first in event order says where the link belongs.
      if (known === undefined || link.time < known.time) links.set(key, link);
    });
  }
  return {
    links: [...links.values()].sort(compareLinks).slice(0, limit).map(toCausalLink),
    events: found
      // A digest stands for an id, and two ids might have the same one.
      .filter(({ event }) => direction === 'effects' || wanted.has(event.event_id))
      .map(({ event: { event_id }, text }) => ({ event_id, text })),
  };
}

function selectEvents(catalog: string): string {
  return `SELECT part, byte_offset, byte_length FROM ${catalog}.events
    WHERE ${isOneOf('id')} ORDER BY seq`;
}

function selectEffects(catalog: string, limit: number | undefined): string {
  const effect = 'effect_part AS part, effect_offset AS byte_offset, effect_length AS byte_length';
  // An event that names two of these causes stands there twice.
  return `
    SELECT ${effect} FROM ${catalog}.near_links
    JOIN (SELECT part, byte_offset FROM ${catalog}.events WHERE ${isOneOf('id')}) AS causes
      ON near_links.effect_part = causes.part AND near_links.cause_offset = causes.byte_offset
    UNION SELECT ${effect} FROM ${catalog}.far_links WHERE ${isOneOf('cause')}
    ORDER BY part, byte_offset ${limit === undefined ? '' : `LIMIT ${String(limit)}`}`;
}

interface ReadEvent {
  readonly event: StoredEvent;
  readonly text: string;
}

async function readDeclarations(
  index: SimulationIndex,
  rows: readonly Row[],
): Promise<readonly ReadEvent[]> {
  const places = rows.map((row) => ({
    part: numberOf(row, 'part') ?? -1,
    byteOffset: numberOf(row, 'byte_offset') ?? 0,
    byteLength: numberOf(row, 'byte_length') ?? 0,
  }));
  const texts = await readLines(index, places);
  return places.map(({ part }, at) => {
    const text = texts[at] ?? '';
    const { event } = readEventLine(text);
    if (event === undefined) throw notThere(index, part, 'an event');
    return { event, text };
  });
}

interface DeclaredLink extends Omit<CausalLink, 'origin'> {
  /** Of the effect. */
  readonly time: bigint;
  /** Place of the cause among those its effect names. */
  readonly ordinal: number;
}

function compareLinks(a: DeclaredLink, b: DeclaredLink): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return (
    compareCodePoints(a.effect, b.effect) ||
    a.ordinal - b.ordinal ||
    compareCodePoints(a.cause, b.cause)
  );
}

function toCausalLink({ cause, effect }: DeclaredLink): CausalLink {
  return { cause, effect, origin: 'declared' };
}
