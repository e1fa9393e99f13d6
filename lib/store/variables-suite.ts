import { appendFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulationNotFoundError } from '../errors';
import type { VariableKey } from '../replay/variable';
import { writeVariableKey } from '../replay/variable-key';
import { arbitraryEventFiles } from '../testing/arbitrary-event-files';
import { buildSimulation } from '../testing/build-simulation';
import { writeEventFiles } from '../testing/event-files';
import { scanFiles, scanFolder, type FileScan } from '../testing/scan-files';
import { setUpStore, type OpenStore } from '../testing/set-up-store';
import { writeSimulation } from '../testing/write-simulation';
import type { EventStore } from './event-store';

const NOBODYS: VariableKey = { scope: 'agent', agent_id: 'nobody', variable_name: 'nothing' };

/** The contract of every engine: variables, their latest settings, their counts, and their values turn by turn. */
export function describeVariables(engine: string, open: OpenStore): void {
  describe(`${engine} as a store of variables`, () => {
    const setUp = () => setUpStore(open);

    async function expectEqualToScan(
      store: EventStore,
      id: string,
      scan: FileScan,
      { turns, points, limit }: { turns: readonly number[]; points: number; limit: number },
    ): Promise<void> {
      const atTurns = (): Promise<readonly number[]> => Promise.resolve(turns);
      const counts = scan.countVariables({ limit });
      for (const name of [undefined, ...soughtNames(counts.variables)]) {
        const search = { limit, name };
        expect(await store.findVariables(id, atTurns, search)).toEqual(
          scan.findVariables(turns, search),
        );
        expect(await store.countVariables(id, search)).toEqual(scan.countVariables(search));
      }
      const asked = [NOBODYS, ...counts.variables];
      const [turn_start, turn_end] = turns;
      for (const options of [{}, { points }, { points, turn_start, turn_end }]) {
        const found = await store.findSeries(id, asked.map(keyOf), options);
        expect(found.variables).toEqual(scan.findSeries(asked.map(keyOf), options));
      }
    }

    it('knows every variable at any turn, like a scan of the files', async () => {
      const { root, store } = await setUp();
      let run = 0;
      let variables = 0;
      await fc.assert(
        fc.asyncProperty(
          arbitraryEventFiles,
          fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 }),
          fc.integer({ min: 1, max: 7 }),
          fc.constantFrom(1, 2, 100),
          async (files, turns, points, limit) => {
            const id = `sim-${String(run++)}`;
            await writeEventFiles(root, id, files);
            const scan = scanFiles(files);
            await expectEqualToScan(store, id, scan, { turns, points, limit });
            variables += scan.countVariables({ limit: 100 }).variables.length;
          },
        ),
        { numRuns: 60, seed: 20_261_122, endOnFailure: true },
      );
      expect(variables).toBeGreaterThan(30);
    }, 120_000);

    it('does so in a long run and in a growing run, even when turns go back', async () => {
      const { root, store } = await setUp();
      const run = { seed: 9, turns: 30, eventsPerTurn: 60, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run));
      const folder = `${root}/sim`;
      const ask = { turns: [30, 16, 4, 0], points: 10, limit: 25 };
      await expectEqualToScan(store, 'sim', scanFolder(folder), ask);
      const again = buildSimulation({ ...run, seed: 10, turns: 10 });
      // Events of existing turns with later times; and one late event.
      const lines = [...again].map((event) =>
        JSON.stringify({ ...event, timestamp: later(event) }),
      );
      await appendFile(`${folder}/events.jsonl`, `${lines.join('\n')}\n`);
      await expectEqualToScan(store, 'sim', scanFolder(folder), ask);
      await expectEqualToScan(store, 'sim', scanFolder(folder), { ...ask, turns: [9, 10, 11] });
    });

    it('reports the range of turns to the caller', async () => {
      const { root, store } = await setUp();
      const run = { seed: 4, turns: 3, eventsPerTurn: 40, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run));
      const told: unknown[] = [];
      const { turns } = scanFolder(`${root}/sim`).findVariables([], { limit: 1 });
      await store.findVariables(
        'sim',
        (range) => {
          told.push(range);
          return Promise.resolve([]);
        },
        { limit: 1 },
      );
      expect(told).toEqual([turns]);
      const none = (): Promise<readonly number[]> => Promise.resolve([1]);
      await expect(store.findVariables('nobody', none, { limit: 1 })).rejects.toThrow(
        SimulationNotFoundError,
      );
      await expect(store.countVariables('nobody', { limit: 1 })).rejects.toThrow(
        SimulationNotFoundError,
      );
      await expect(store.findSeries('nobody', [NOBODYS])).rejects.toThrow(SimulationNotFoundError);
    });
  });
}

/** Texts as users type them: the end of a name in another case; an agent with a variable. */
function soughtNames(variables: readonly VariableKey[]): readonly string[] {
  const [first, last] = [variables[0], variables.at(-1)];
  if (first === undefined || last === undefined) return ['nothing'];
  return [first.variable_name.slice(-1).toUpperCase(), writeVariableKey(last)];
}

function keyOf({ scope, agent_id, variable_name }: VariableKey): VariableKey {
  return { scope, agent_id, variable_name };
}

function later({ timestamp }: { readonly timestamp: string }): string {
  return timestamp.replace(/^\d{4}/, (year) => String(Number(year) + 1));
}
