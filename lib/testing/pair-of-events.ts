import { chooseWindowLinks } from '../causality/explain/choose-window-links';
import { causalRole, isBoundaryRole } from '../causality/causal-role';
import { eventKind } from '../events/event-kind';
import type { EventLine } from '../events/event-line';
import { canonicalEventType } from '../events/event-type';
import type { StoredEvent } from '../events/read-event';
import { numericValue } from '../events/value-change';
import { isRecordedAt } from '../events/verbosity';
import { compareVariables, variableOf, type VariableKey } from '../replay/variable';
import { writeVariableKey } from '../replay/variable-key';
import { contentHash } from '../scan/content-hash';
import { relaxedRules } from '../scan/relaxed-rules';
import {
  SIDES,
  type Both,
  type MatchCount,
  type PairEvent,
  type PairScope,
  type RunPair,
  type ScopedPair,
  type Side,
  type SortCount,
  type TurnLook,
  type TurnStretch,
  type VariableDifference,
} from '../store/run-pair';
import { windowOfEvents } from './window-of-events';

/** An event of a run in memory, with its line. */
export interface HeldEvent extends EventLine {
  readonly event: StoredEvent;
}

/** All that comparing needs of an event, computed once, however many pairs it is in. */
interface KnownEvent {
  readonly turn: number;
  readonly type: string;
  readonly agent: string | null;
  readonly kind: string | null;
  readonly content: string;
  readonly variable: VariableKey | null;
  readonly sort: number;
  readonly token: number;
}

/** Numbers of texts, the same for all pairs. */
const numbers = new Map<string, number>();

function numberOf(key: string): number {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}

function numbersOf(
  { type, kind }: Pick<KnownEvent, 'type' | 'kind'>,
  agent: string | null,
  content: string,
): Pick<KnownEvent, 'sort' | 'token'> {
  const sort = numberOf(`sort\0${type}\0${agent ?? ''}\0${kind ?? ''}`);
  return { sort, token: numberOf(`token\0${String(sort)}\0${content}`) };
}

const known = new WeakMap<HeldEvent, KnownEvent>();

function know(held: HeldEvent): KnownEvent {
  const before = known.get(held);
  if (before !== undefined) return before;
  const { event, text } = held;
  const facts = {
    turn: event.turn_number,
    type: canonicalEventType(event.event_type),
    agent: event.agent_id,
    kind: eventKind(event),
    content: String(contentHash(text)),
    variable: variableOf(event),
  };
  const own = { ...facts, ...numbersOf(facts, facts.agent, facts.content) };
  known.set(held, own);
  return own;
}

/** A pair of runs in memory, each in event order: compared the simple way. */
export function pairOfEvents(runs: Both<readonly HeldEvent[]>): RunPair {
  const turnsOf = (side: Side): TurnStretch | null => {
    const turns = runs[side].map((held) => know(held).turn);
    if (turns.length === 0) return null;
    return {
      first: turns.reduce((one, other) => Math.min(one, other)),
      last: turns.reduce((one, other) => Math.max(one, other)),
    };
  };
  return {
    eventCounts: { a: runs.a.length, b: runs.b.length },
    turns: { a: turnsOf('a'), b: turnsOf('b') },

    countSorts(lastTurn = Infinity) {
      const counts = new Map<number, { -readonly [Key in keyof SortCount]: SortCount[Key] }>();
      for (const side of SIDES) {
        for (const held of runs[side]) {
          const { turn, type, agent, kind, sort } = know(held);
          if (turn > lastTurn) continue;
          const count = counts.get(sort) ?? { type, agent, kind, counts: { a: 0, b: 0 } };
          count.counts = { ...count.counts, [side]: count.counts[side] + 1 };
          counts.set(sort, count);
        }
      }
      return Promise.resolve([...counts.values()]);
    },

    readAgent(side, agent, limit) {
      const scoped = scope(runs, {});
      return Promise.resolve(
        scoped.events[side].filter((event) => event.agent === agent).slice(0, limit),
      );
    },

    choose: (wanted) => Promise.resolve(scope(runs, wanted).pair),
  };
}

function scope(
  runs: Both<readonly HeldEvent[]>,
  { level, renamed = new Map() }: PairScope,
): { readonly pair: ScopedPair; readonly events: Both<readonly PairEvent[]> } {
  const nameInA = new Map(Array.from(renamed, ([a, b]) => [b, a] as const));
  const relaxed = { a: new Map<number, string>(), b: new Map<number, string>() };

  const isIn = ({ type, kind }: KnownEvent): boolean => {
    const role = causalRole(type, kind);
    return (
      level === undefined ||
      isRecordedAt(level, type) ||
      (role !== undefined && isBoundaryRole(role))
    );
  };
  const read = (side: Side): PairEvent[] =>
    runs[side].flatMap((held, seq): PairEvent[] | PairEvent => {
      const own = know(held);
      if (!isIn(own)) return [];
      const { turn, type, agent, kind, variable } = own;
      const name = side === 'b' && agent !== null ? (nameInA.get(agent) ?? agent) : agent;
      const content = relaxed[side].get(seq) ?? own.content;
      const isOwn = name === agent && content === own.content;
      const { sort, token } = isOwn ? own : numbersOf(own, name, content);
      const scopeOfVariable = variable?.scope ?? null;
      return { seq, turn, sort, token, content, type, agent, kind, variable: scopeOfVariable };
    });
  let events = { a: read('a'), b: read('b') };
  const inTurns = (side: Side, { first, last }: TurnStretch): readonly PairEvent[] =>
    events[side].filter(({ turn }) => turn >= first && turn <= last);

  const pair: ScopedPair = {
    eventCounts: { a: events.a.length, b: events.b.length },
    findLast: (side) => Promise.resolve(events[side].at(-1)?.seq ?? null),
    readTurns: () => Promise.resolve(lookAtTurns(events)),

    relax(turns, { ignored, texts }, maxEvents) {
      let isCut = false;
      const unequal = {
        a: withoutEqual(inTurns('a', turns), inTurns('b', turns)),
        b: withoutEqual(inTurns('b', turns), inTurns('a', turns)),
      };
      for (const side of SIDES) {
        isCut ||= unequal[side].length > maxEvents;
        const rules = relaxedRules(ignored, side === 'b' ? texts : undefined);
        for (const { seq } of unequal[side].slice(0, maxEvents)) {
          relaxed[side].set(seq, String(contentHash(runs[side][seq]?.text ?? '', rules)));
        }
      }
      events = { a: read('a'), b: read('b') };
      return Promise.resolve(isCut);
    },

    countMatches(turns) {
      const byTurn = countBy(turns, events, ({ turn }) => String(turn));
      const bySort = countBy(turns, events, ({ sort }) => String(sort));
      const sorts = new Map<string, Omit<SortCount, 'counts'>>();
      for (const side of SIDES) {
        for (const { sort, type, agent, kind } of events[side]) {
          const name = side === 'b' && agent !== null ? (nameInA.get(agent) ?? agent) : agent;
          sorts.set(String(sort), { type, agent: name, kind });
        }
      }
      return Promise.resolve({
        byTurn: new Map(Array.from(byTurn, ([turn, count]) => [Number(turn), count] as const)),
        bySort: Array.from(bySort, ([sort, count]) => ({
          ...count,
          ...(sorts.get(sort) ?? { type: '', agent: null, kind: null }),
        })),
      });
    },

    readEvents: (side, turns, { offset, limit }) =>
      Promise.resolve(inTurns(side, turns).slice(offset, offset + limit)),

    async readLinks(side, [first, last]) {
      const held = runs[side].slice(first, last + 1);
      const firstId = held[0]?.event_id;
      if (firstId === undefined) return [];
      const { window, shown } = windowOfEvents(
        held.map(({ event }) => event),
        firstId,
        'downstream',
      );
      const links = await chooseWindowLinks(window, 'all', { breathe: () => Promise.resolve() });
      const places = new Map(held.map(({ event }, at) => [event, first + at] as const));
      const seqOf = (at: number): number => seqIn(places, shown[at]);
      return window.events.flatMap(({ at }) =>
        links.causesOf(at).map((cause) => ({ cause: seqOf(cause), effect: seqOf(at) })),
      );
    },

    countBefore: (side, turn) =>
      Promise.resolve(events[side].filter((event) => event.turn < turn).length),

    compareVariables: (lastTurn) => Promise.resolve(compareSeries(runs, events, nameInA, lastTurn)),

    readLines(side, seqs, maxBytes) {
      const lines = new Map<number, EventLine>();
      let bytes = 0;
      for (const seq of new Set(seqs)) {
        const line = runs[side][seq];
        const size = Buffer.byteLength(line?.text ?? '');
        if (line === undefined || bytes + size > maxBytes) continue;
        bytes += size;
        lines.set(seq, { event_id: line.event_id, text: line.text });
      }
      return Promise.resolve(lines);
    },

    readWindow(side, seq, direction) {
      const all = runs[side].map(({ event }) => event);
      const id = all[seq]?.event_id;
      if (id === undefined) return Promise.resolve(undefined);
      const { window, shown } = windowOfEvents(all, id, direction);
      const places = new Map(all.map((event, at) => [event, at] as const));
      return Promise.resolve({ window, seqs: shown.map((event) => places.get(event) ?? -1) });
    },
  };
  return { pair, events };
}

function seqIn(places: ReadonlyMap<StoredEvent, number>, event: StoredEvent | undefined): number {
  return event === undefined ? -1 : (places.get(event) ?? -1);
}

function lookAtTurns({ a, b }: Both<readonly PairEvent[]>): readonly TurnLook[] {
  const turns = new Map<number, Both<number[]>>();
  for (const [side, events] of [
    ['a', a],
    ['b', b],
  ] as const) {
    for (const { turn, token } of events) {
      const own = turns.get(turn) ?? { a: [], b: [] };
      own[side].push(token);
      turns.set(turn, own);
    }
  }
  return [...turns]
    .sort(([one], [other]) => one - other)
    .map(([turn, tokens]) => {
      const hasSameOrder = tokens.a.join() === tokens.b.join();
      const sorted = (list: readonly number[]): string => [...list].sort((x, y) => x - y).join();
      return {
        turn,
        counts: { a: tokens.a.length, b: tokens.b.length },
        hasSameEvents: hasSameOrder || sorted(tokens.a) === sorted(tokens.b),
        hasSameOrder,
      };
    });
}

/** The events of a content of which the others have fewer, in order. */
function withoutEqual(
  own: readonly PairEvent[],
  others: readonly PairEvent[],
): readonly PairEvent[] {
  const counts = new Map<string, number>();
  const keyOf = ({ turn, token }: PairEvent): string => `${String(turn)} ${String(token)}`;
  for (const event of own) counts.set(keyOf(event), (counts.get(keyOf(event)) ?? 0) + 1);
  for (const event of others) counts.set(keyOf(event), (counts.get(keyOf(event)) ?? 0) - 1);
  return own.filter((event) => (counts.get(keyOf(event)) ?? 0) > 0);
}

/** Pairs by turn and sort, added up by a key. */
function countBy(
  { first, last }: TurnStretch,
  events: Both<readonly PairEvent[]>,
  keyOf: (event: PairEvent) => string,
): ReadonlyMap<string, MatchCount> {
  interface Cell {
    readonly key: string;
    readonly tokens: Map<number, { a: number; b: number }>;
  }
  const cells = new Map<string, Cell>();
  for (const side of SIDES) {
    for (const event of events[side]) {
      if (event.turn < first || event.turn > last) continue;
      const place = `${String(event.turn)} ${String(event.sort)}`;
      const cell = cells.get(place) ?? { key: keyOf(event), tokens: new Map() };
      const count = cell.tokens.get(event.token) ?? { a: 0, b: 0 };
      count[side]++;
      cell.tokens.set(event.token, count);
      cells.set(place, cell);
    }
  }
  const sums = new Map<string, MatchCount>();
  for (const { key, tokens } of cells.values()) {
    let [a, b, same] = [0, 0, 0];
    for (const count of tokens.values()) {
      a += count.a;
      b += count.b;
      same += Math.min(count.a, count.b);
    }
    const before = sums.get(key) ?? { counts: { a: 0, b: 0 }, same: 0, changed: 0 };
    sums.set(key, {
      counts: { a: before.counts.a + a, b: before.counts.b + b },
      same: before.same + same,
      changed: before.changed + Math.min(a, b) - same,
    });
  }
  return sums;
}

interface Value {
  readonly number: number | null;
  readonly content: string;
}

function compareSeries(
  runs: Both<readonly HeldEvent[]>,
  events: Both<readonly PairEvent[]>,
  nameInA: ReadonlyMap<string, string>,
  lastTurn: number,
): { readonly compared: number; readonly differences: readonly VariableDifference[] } {
  const all = new Map<
    string,
    { readonly key: VariableKey; readonly turns: Map<number, Partial<Record<Side, Value>>> }
  >();
  for (const side of SIDES) {
    for (const { seq, turn, content } of events[side]) {
      const held = runs[side][seq];
      const variable = held === undefined ? null : know(held).variable;
      if (held === undefined || variable === null || turn > lastTurn) continue;
      const { agent_id } = variable;
      const key: VariableKey = {
        ...variable,
        agent_id:
          side === 'b' && agent_id !== null ? (nameInA.get(agent_id) ?? agent_id) : agent_id,
      };
      const name = writeVariableKey(key);
      const own = all.get(name) ?? { key, turns: new Map() };
      const value = { number: numericValue(held.event), content };
      own.turns.set(turn, { ...own.turns.get(turn), [side]: value });
      all.set(name, own);
    }
  }
  const differences: VariableDifference[] = [];
  for (const { key, turns } of all.values()) {
    const now: Partial<Record<Side, Value>> = {};
    const differing: number[] = [];
    let largest: VariableDifference['largest'] = null;
    for (const [turn, values] of [...turns].sort(([one], [other]) => one - other)) {
      Object.assign(now, values);
      const [a, b] = [now.a?.number ?? null, now.b?.number ?? null];
      const isText = a === null && b === null;
      if (isText ? now.a?.content !== now.b?.content : a !== b) differing.push(turn);
      if (a === null || b === null || a === b) continue;
      const most = largest === null ? 0 : Math.abs(largest.values.a - largest.values.b);
      if (Math.abs(a - b) > most) largest = { turn, values: { a, b } };
    }
    const [firstTurn] = differing;
    if (firstTurn === undefined) continue;
    differences.push({
      ...key,
      onlyIn: now.b === undefined ? 'a' : now.a === undefined ? 'b' : null,
      firstTurn,
      turnCount: differing.length,
      largest,
      last: { a: now.a?.number ?? null, b: now.b?.number ?? null },
    });
  }
  return { compared: all.size, differences: differences.sort(compareVariables) };
}
