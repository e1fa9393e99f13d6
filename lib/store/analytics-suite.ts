import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnalysedRun } from '../analytics/analysed-run';
import { quantileOf } from '../analytics/quantiles';
import { eventKind } from '../events/event-kind';
import { eventOutcome } from '../events/event-outcome';
import { canonicalEventType } from '../events/event-type';
import type { StoredEvent } from '../events/read-event';
import { changeSize } from '../events/value-change';
import { variableOf } from '../replay/variable';
import { buildSimulation } from '../testing/build-simulation';
import { scanFolder } from '../testing/scan-files';
import { setUpStore, type OpenStore } from '../testing/set-up-store';
import { writeSimulation } from '../testing/write-simulation';

const RUN = { seed: 11, turns: 30, eventsPerTurn: 60, agents: 4, simulationId: 'sim' };

/** The contract of every engine: the figures of which analyses are made. */
export function describeAnalyses(engine: string, open: OpenStore): void {
  describe(`${engine} analysing a run`, () => {
    async function setUp() {
      const { root, store } = await setUpStore(open);
      writeSimulation(root, 'sim', buildSimulation(RUN), { maxFileBytes: 200_000 });
      const events = scanFolder(path.join(root, 'sim')).events.map(({ event }) => event);
      const ask = <Result>(
        work: (run: AnalysedRun) => Promise<Result>,
        criteria = {},
      ): Promise<Result> => store.withAnalysis('sim', criteria, work);
      return { events, ask };
    }

    it('counts like a scan of the files, under any filter', async () => {
      const { events, ask } = await setUp();
      const [some] = events.filter(({ agent_id }) => agent_id !== null);
      for (const { criteria, matches } of [
        { criteria: {}, matches: () => true },
        {
          criteria: { turn_start: 5, turn_end: 9, q: 'timed out' },
          matches: ({ turn_number: turn, description }: StoredEvent) =>
            turn >= 5 && turn <= 9 && description?.includes('timed out') === true,
        },
        {
          criteria: { agent_ids: [some?.agent_id ?? ''], event_types: ['ACTION', 'DECISION'] },
          matches: ({ agent_id, event_type }: StoredEvent) =>
            agent_id === some?.agent_id && ['ACTION', 'DECISION'].includes(event_type),
        },
      ]) {
        const own = events.filter(matches);
        const made = await ask(
          async (run) => ({
            totals: await run.readTotals(),
            cells: await run.countActivity({ firstTurn: 0, width: 3 }),
            kinds: await run.countKinds(),
            transitions: await run.countTransitions(),
            failures: await run.countFailures(),
          }),
          criteria,
        );
        expect(made.totals).toMatchObject({
          events: own.length,
          failed: own.filter(isFailed).length,
        });
        expect(sorted(made.cells)).toEqual(
          tally(own, ({ agent_id: agent, turn_number: turn }) => ({
            agent,
            bin: Math.floor(turn / 3),
          })),
        );
        expect(sorted(made.kinds)).toEqual(
          tally(own, (event) => ({
            agent: event.agent_id,
            type: canonicalEventType(event.event_type),
            kind: eventKind(event),
          })),
        );
        expect(sorted(made.failures)).toEqual(
          tally(own, ({ turn_number: turn }) => ({ turn })).filter(({ failed }) => failed > 0),
        );
        expect(sorted(made.transitions)).toEqual(sorted(naiveTransitions(own)));
      }
    });

    it('finds the usual and the largest change of each variable', async () => {
      const { events, ask } = await setUp();
      const moves = await ask((run) => run.readMoves());
      const changes = new Map<string, number[]>();
      for (const event of events) {
        const [variable, change] = [variableOf(event), changeSize(event)];
        if (variable === null || change === null || change === 0) continue;
        const key = JSON.stringify([variable.scope, variable.agent_id, variable.variable_name]);
        changes.set(key, [...(changes.get(key) ?? []), change]);
      }
      expect(moves.length).toBe(changes.size);
      for (const { scope, agent, name, ...move } of moves) {
        const own = (changes.get(JSON.stringify([scope, agent, name])) ?? []).sort((a, b) => a - b);
        const at = events[move.place];
        expect(move.changes).toBe(own.length);
        expect(move.usual).toBeCloseTo(quantileOf(own, 0.5) ?? NaN);
        expect(move).toMatchObject({ largest: own.at(-1), second: own.at(-2) ?? 0 });
        expect(at && changeSize(at)).toBe(move.largest);
        expect(at?.turn_number).toBe(move.turn);
      }
    });

    it('tallies the decisions and actions of each agent and turn', async () => {
      const { events, ask } = await setUp();
      const tallies = await ask((run) => run.readTallies(10_000));
      const rows = Array.from(tallies.agent, (agent, at) => ({
        agent: tallies.agents[agent],
        turn: tallies.turn[at],
        decisions: tallies.decisions[at],
        actions: tallies.actions[at],
      }));
      const naive = new Map<string, { decisions: number; actions: number }>();
      for (const { agent_id, turn_number, event_type } of events) {
        if (agent_id === null) continue;
        const key = JSON.stringify([agent_id, turn_number]);
        const row = naive.get(key) ?? { decisions: 0, actions: 0 };
        naive.set(key, row);
        if (event_type === 'DECISION') row.decisions += 1;
        if (event_type === 'ACTION') row.actions += 1;
      }
      expect(sorted(rows)).toEqual(
        sorted(
          [...naive].map(([key, row]) => {
            const [agent, turn] = JSON.parse(key) as [string, number];
            return { agent, turn, ...row };
          }),
        ),
      );
      const cut = await ask((run) => run.readTallies(40));
      expect(cut).toMatchObject({ isCut: true });
      expect(cut.agent.length).toBe(rows.filter(({ agent }) => agent === cut.agents[1]).length);
    });

    it('reads the graph of declared causes, ids, places and lines', async () => {
      const { events, ask } = await setUp();
      const ids = new Map(events.map(({ event_id }, at) => [event_id, at] as const));
      const made = await ask(async (run) => ({
        graph: await run.readGraph({ events: 1e6, links: 1e6 }),
        small: await run.readGraph({ events: 100, links: 1e6 }),
        gaps: await run.readGaps(3),
        read: await run.readEvents([3, 500]),
        ids: await run.readIds([3, 500]),
        found: await run.findPlaces({ type: 'ACTION', turns: [4, 7] }, 5),
        visited: await run.eachOfType('SYSTEM', 50, () => undefined),
      }));
      const links = events.flatMap(({ caused_by }, effect) =>
        [...new Set(caused_by)].flatMap((cause) => {
          const at = ids.get(cause);
          return at === undefined ? [] : [[at, effect]];
        }),
      );
      const { graph } = made;
      expect(sorted(Array.from(graph.causes, (cause, at) => [cause, graph.effects[at]]))).toEqual(
        sorted(links),
      );
      expect(made.small).toMatchObject({ count: 100, isCut: true });
      for (const place of [3, 500]) {
        expect(made.read.get(place)?.event_id).toBe(events[place]?.event_id);
        expect(made.ids.get(place)).toBe(events[place]?.event_id);
      }
      const actions = [...events.entries()].filter(
        ([, { event_type, turn_number }]) =>
          event_type === 'ACTION' && [4, 7].includes(turn_number),
      );
      expect(made.found).toEqual({
        places: actions.slice(0, 5).map(([at]) => at),
        count: actions.length,
      });
      const gaps = events.slice(1).map(({ time }, at) => Number(time - (events[at]?.time ?? time)));
      expect(made.gaps.longest.map(({ micros }) => micros)).toEqual(
        [...gaps].sort((a, b) => b - a).slice(0, 3),
      );
      expect(made.visited.matching).toBe(
        events.filter(({ event_type }) => event_type === 'SYSTEM').length,
      );
      expect(made.visited.read).toBeLessThan(made.visited.matching);
    });
  });
}

function isFailed(event: StoredEvent): boolean {
  return eventOutcome(event) === 'failed';
}

function tally<Key extends object>(
  events: readonly StoredEvent[],
  keyOf: (event: StoredEvent) => Key,
) {
  const counts = new Map<string, Key & { events: number; failed: number }>();
  for (const event of events) {
    const key = keyOf(event);
    const text = JSON.stringify(key);
    const count = counts.get(text) ?? { ...key, events: 0, failed: 0 };
    counts.set(text, count);
    count.events += 1;
    if (isFailed(event)) count.failed += 1;
  }
  return sorted([...counts.values()]);
}

function naiveTransitions(events: readonly StoredEvent[]) {
  const last = new Map<string, string | null>();
  const counts = new Map<
    string,
    { agent: string; type: string; from: string | null; to: string | null; count: number }
  >();
  for (const event of events) {
    const { agent_id: agent, event_type: type } = event;
    if (agent === null || (type !== 'DECISION' && type !== 'ACTION')) continue;
    const [key, to] = [`${type} ${agent}`, eventKind(event)];
    const from = last.get(key);
    last.set(key, to);
    if (from === undefined) continue;
    const text = JSON.stringify([key, from, to]);
    const count = counts.get(text) ?? { agent, type, from, to, count: 0 };
    counts.set(text, count);
    count.count += 1;
  }
  return [...counts.values()];
}

/** In an order of their JSON, whatever the order of their members. */
function sorted<Item extends object>(items: readonly Item[]): readonly Item[] {
  const keyOf = (item: Item): string => JSON.stringify(Object.entries(item).sort());
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
