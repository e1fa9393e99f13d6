import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVENT_ORDERS, SORT_KEYS, type EventCriteria } from '../filters/event-filter';
import { buildSimulation } from '../testing/build-simulation';
import { eventFile, writeEventFiles } from '../testing/event-files';
import { scanFiles, scanFolder } from '../testing/scan-files';
import { setUpStore, type OpenStore } from '../testing/set-up-store';
import { writeSimulation } from '../testing/write-simulation';

const CRITERIA: readonly EventCriteria[] = [
  {},
  { event_types: ['STATE', 'DECISION'], exclude_agent_ids: [''] },
  { turn_start: 5, turn_end: 20, agent_ids: ['agent_001', ''] },
  { q: 'price' },
];

/** The contract of every engine: sorted pages. */
export function describeEventSorts(engine: string, open: OpenStore): void {
  describe(`${engine} as a store that sorts`, () => {
    it('pages through a run like a sort of all its events', async () => {
      const { root, store } = await setUpStore(open);
      const run = { seed: 6, turns: 30, eventsPerTurn: 120, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run), { maxFileBytes: 2_000_000 });
      const scan = scanFolder(path.join(root, 'sim'));
      for (const criteria of CRITERIA) {
        for (const sort of SORT_KEYS) {
          for (const order of EVENT_ORDERS) {
            const filter = { ...criteria, sort, order, limit: 500 };
            const { total } = scan.findEvents(filter);
            for (let offset = 0; offset <= total; offset += 500) {
              const page = { ...filter, offset };
              const found = await store.findEvents('sim', page);
              expect(found, JSON.stringify(page)).toEqual(scan.findEvents(page));
              const [first] = found.events;
              if (first === undefined) continue;
              const position = await store.findPosition('sim', first.event_id, filter);
              expect(position).toEqual({ event_id: first.event_id, offset, total, matches: true });
            }
          }
        }
      }
    }, 60_000);

    it('orders numbers in names of agents by value, ties by time, and events without a key last', async () => {
      const { root, store } = await setUpStore(open);
      const agents = ['agent_10', null, 'agent_2', 'agent_10', 'Agent_2', '', 'agent_2'];
      const changes = [3, null, 0, 3, 1e-9, 7, 3];
      const lines = agents.map((agent_id, at) => {
        const details = { old_value: 1, new_value: changes[at] === null ? 'x' : 1 + changes[at]! };
        const event = { event_id: `e${String(at)}`, agent_id, details, event_type: 'ACTION' };
        return `${JSON.stringify({ ...event, turn_number: 9 - at, timestamp: `2026-10-04T14:00:0${String(at % 3)}Z` })}\n`;
      });
      const files = [eventFile('events.jsonl', lines)];
      await writeEventFiles(root, 'sim', files);
      const scan = scanFiles(files);
      const ids = async (sort: (typeof SORT_KEYS)[number], order: 'asc' | 'desc') => {
        const found = await store.findEvents('sim', { sort, order });
        expect(found).toEqual(scan.findEvents({ sort, order }));
        return found.events.map(({ event_id }) => event_id).join(' ');
      };
      expect(await ids('agent', 'asc')).toBe('e4 e6 e2 e0 e3 e1 e5');
      expect(await ids('agent', 'desc')).toBe('e0 e3 e6 e2 e4 e1 e5');
      expect(await ids('change', 'asc')).toBe('e2 e4 e0 e3 e6 e5 e1');
      expect(await ids('change', 'desc')).toBe('e5 e0 e3 e6 e4 e2 e1');
      expect(await ids('turn', 'asc')).toBe('e6 e5 e4 e3 e2 e1 e0');
      expect(await ids('turn', 'desc')).toBe('e0 e1 e2 e3 e4 e5 e6');
    });

    it('sorts events that were appended since the last page', async () => {
      const { root, store } = await setUpStore(open);
      const run = { seed: 8, turns: 3, eventsPerTurn: 40, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run));
      const file = path.join(root, 'sim', 'events.jsonl');
      for (const [at, agent] of ['agent_9', 'a', 'agent_0005', 'zeno'].entries()) {
        for (const sort of SORT_KEYS) {
          for (const order of EVENT_ORDERS) {
            const filter = { sort, order, limit: 50, offset: 20 };
            expect(await store.findEvents('sim', filter)).toEqual(
              scanFolder(path.join(root, 'sim')).findEvents(filter),
            );
          }
        }
        const event = {
          event_id: `appended-${String(at)}`,
          timestamp: '2026-10-04T14:00:00Z',
          turn_number: at,
          event_type: 'STATE',
          agent_id: agent,
          details: { variable_name: 'x', old_value: 0, new_value: at * 1e9 },
        };
        await appendFile(file, `${JSON.stringify(event)}\n`);
      }
    });
  });
}
