import { appendFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECISION_ROWS, type RunDigest } from '../ensemble/run-digest';
import { OUTCOMES } from '../events/event-outcome';
import { arbitraryEventFiles } from '../testing/arbitrary-event-files';
import { buildSimulation } from '../testing/build-simulation';
import { writeEventFiles } from '../testing/event-files';
import { scanDigest, type PlainDigest } from '../testing/scan-digest';
import { scanFiles, scanFolder } from '../testing/scan-files';
import { setUpStore, type OpenStore } from '../testing/set-up-store';
import { writeSimulation } from '../testing/write-simulation';

/** The contract of every engine: digests of runs. */
export function describeRunDigests(engine: string, open: OpenStore): void {
  describe(`${engine} reading digests`, () => {
    const setUp = () => setUpStore(open);

    it('reads the same figures as a scan of the files', async () => {
      const { root, store } = await setUp();
      let run = 0;
      let [settings, decisions] = [0, 0];
      await fc.assert(
        fc.asyncProperty(arbitraryEventFiles, async (files) => {
          const id = `sim-${String(run++)}`;
          await writeEventFiles(root, id, files);
          const { results } = await store.readDigests([id], plain);
          const expected = scanDigest(scanFiles(files).events.map(({ event }) => event));
          expect(results.get(id)).toEqual(expected);
          settings += expected.variables.length;
          decisions += expected.decisions.length;
        }),
        { numRuns: 60, seed: 20_261_201, endOnFailure: true },
      );
      expect(Math.min(settings, decisions)).toBeGreaterThan(10);
    }, 120_000);

    it('reads a long run, more runs than indexes stay open, and each again without its index', async () => {
      const { root, indexDir, store } = await setUp();
      const ids = Array.from({ length: 40 }, (_, at) => `sim-${String(at)}`);
      for (const [seed, simulationId] of ids.entries()) {
        const turns = seed === 0 ? 60 : 2;
        const events = buildSimulation({ seed, simulationId, turns, eventsPerTurn: 40 });
        writeSimulation(root, simulationId, events);
      }
      const expected = new Map(
        ids.map((id) => [
          id,
          scanDigest(scanFolder(path.join(root, id)).events.map(({ event }) => event)),
        ]),
      );
      const first = await store.readDigests(ids, plain);
      expect([...first.results.keys()]).toEqual(ids);
      expect(first.results).toEqual(expected);
      expect(first).toMatchObject({ waiting: [], unread: [] });
      await store.close();

      // Another process may have made them.
      const again = await open({ outputRoot: root, indexDir, waitMs: 0 });
      const second = await again.readDigests(ids, plain, { isPartial: true });
      expect(second.results).toEqual(expected);
      expect(second.index).toMatchObject({ state: 'ready' });
      await again.close();
    });

    it('follows the files as they grow and are replaced', async () => {
      const { root, store } = await setUp();
      const run = { turns: 2, eventsPerTurn: 20, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation({ ...run, seed: 1 }));
      const look = async () => (await store.readDigests(['sim'], plain)).results.get('sim');
      const scan = () =>
        scanDigest(scanFolder(path.join(root, 'sim')).events.map(({ event }) => event));
      expect(await look()).toEqual(scan());
      const [event] = buildSimulation({ ...run, seed: 2 });
      await appendFile(path.join(root, 'sim', 'events.jsonl'), `${JSON.stringify(event)}\n{"half`);
      expect(await look()).toEqual(scan());
      writeSimulation(root, 'sim', buildSimulation({ ...run, seed: 3 }));
      expect(await look()).toEqual(scan());
    });

    it('makes a damaged digest anew', async () => {
      const { root, indexDir, store } = await setUp();
      writeSimulation(root, 'sim', buildSimulation({ turns: 2, simulationId: 'sim' }));
      const before = (await store.readDigests(['sim'], plain)).results.get('sim');
      const name = (await readdir(indexDir)).find((one) => one.endsWith('.digest')) ?? '';
      for (const bytes of ['', 'nonsense', 'DCWG\u00ff\u00ff\u00ff\u0000{}']) {
        await writeFile(path.join(indexDir, name), bytes);
        expect((await store.readDigests(['sim'], plain)).results.get('sim')).toEqual(before);
      }
    });

    it('reports runs that are gone, and goes on with the others', async () => {
      const { root, store } = await setUp();
      for (const id of ['kept', 'gone']) {
        writeSimulation(root, id, buildSimulation({ turns: 2, simulationId: id }));
      }
      await rm(path.join(root, 'gone'), { recursive: true });
      const { results, unread } = await store.readDigests(['kept', 'gone', 'never'], plain);
      expect([...results.keys()]).toEqual(['kept']);
      expect(unread.map(({ simulationId }) => simulationId).sort()).toEqual(['gone', 'never']);
    });
  });
}

/** A digest with names in place of codes. */
async function plain(digest: RunDigest): Promise<PlainDigest> {
  const { facts, names, variables, isCut } = digest;
  expect(isCut).toBe(false);
  const counts = await digest.readCounts();
  const decisions = await digest.readDecisions();
  if (counts === undefined || decisions === undefined) throw new Error('columns are missing');
  const { types, agents, kinds } = names;
  const read: PlainDigest['variables'] = [];
  for (const variable of variables) {
    const { scope, agent_id, variable_name, settingCount, last } = variable;
    const { lowest, lowestTurn, highest, highestTurn } = variable;
    const columns = await digest.readValues(variable);
    read.push({
      ...{ scope, agent_id, variable_name, settingCount, last },
      ...{ lowest, lowestTurn, highest, highestTurn },
      turns: Array.from(columns.turns),
      values: Array.from(columns.values, orNull),
    });
  }
  return {
    facts: { ...facts, usage: facts.usage ?? { tokens: null, cost: null } },
    variables: read,
    counts: Array.from(counts.count.keys(), (row) => {
      const key = [
        counts.turn[row],
        types[counts.type[row] ?? -1],
        agents[counts.agent[row] ?? -1],
        kinds[counts.kind[row] ?? -1],
        OUTCOMES[counts.outcome[row] ?? -1],
      ];
      return `${JSON.stringify(key)} ${String(counts.count[row])}`;
    }).sort(),
    decisions: Array.from(decisions.turn.keys(), (row) => [
      decisions.turn[row] ?? NaN,
      agents[decisions.agent[row] ?? -1] ?? '?',
      kinds[decisions.kind[row] ?? -1] ?? '?',
      DECISION_ROWS[decisions.row[row] ?? -1] ?? 'decision',
      orNull(decisions.value[row] ?? NaN),
    ]),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
