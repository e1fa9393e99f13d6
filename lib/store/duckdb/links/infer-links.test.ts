import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { arbitraryTurnFiles } from '../../../testing/arbitrary-turns';
import { scanFiles } from '../../../testing/scan-files';
import { makeTempRoot } from '../../../testing/temp-root';
import { describeInferredLinks } from '../../inferred-links-suite';
import { openDuckDbStore } from '../open-duckdb-store';

describeInferredLinks('DuckDB', openDuckDbStore);

async function setUp(maxTurnEvents: number) {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const options = { outputRoot: root, indexDir, waitMs: 60_000, maxTurnEvents };
  const store = await openDuckDbStore(options);
  onTestFinished(() => store.close());
  return { root, store };
}

describe('links of turns with more events than are looked at', () => {
  it('are a subset of the links of the whole turn, and are reported as truncated', async () => {
    const { root, store } = await setUp(5);
    let [run, whole, cut] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(arbitraryTurnFiles, fc.nat(), async (files, pick) => {
        const id = `sim-${String(run++)}`;
        await mkdir(path.join(root, id));
        for (const { name, bytes } of files) await writeFile(path.join(root, id, name), bytes);
        const scan = scanFiles(files);
        const ids = [...new Set(scan.events.map((event) => event.event_id))];
        for (const asked of [ids, ids.slice(pick % ids.length).slice(0, 1)]) {
          for (const direction of ['causes', 'effects'] as const) {
            const expected = scan.inferLinks(asked, direction);
            const found = await store.followLinks(id, (_, infer) => infer(asked, direction));
            if (found.truncated) {
              expect(expected).toEqual(expect.arrayContaining([...found.links]));
              cut += 1;
            } else {
              expect(found.links).toEqual(expected);
              whole += 1;
            }
          }
        }
      }),
      { numRuns: 40, seed: 20_261_004, endOnFailure: true },
    );
    expect(Math.min(whole, cut)).toBeGreaterThan(20);
  }, 120_000);

  it('are the nearest to the event, in a turn of any length', async () => {
    const { root, store } = await setUp(50);
    const write = (n: number, event_type: string, rest: object = {}): string =>
      `${JSON.stringify({ event_id: `e${String(n)}`, turn_number: 0, event_type, agent_id: 'ada', timestamp: new Date(1_700_000_000_000 + n * 1000).toISOString(), ...rest })}\n`;
    // A run without turn numbers: decision, nine actions, decision, nine actions, ...
    const deeds = Array.from({ length: 2000 }, (_, i) =>
      write(i + 1, i % 10 === 0 ? 'DECISION' : 'ACTION'),
    );
    const start = write(0, 'MILESTONE', { details: { milestone_type: 'turn_start' } });
    await mkdir(path.join(root, 'sim'));
    await writeFile(path.join(root, 'sim', 'events.jsonl'), [start, ...deeds].join(''));
    await store.followLinks('sim', async (_, infer) => {
      const rule = 'decision_before_action';
      expect(await infer(['e1500'], 'causes')).toEqual({
        links: [{ cause: 'e1491', effect: 'e1500', origin: 'inferred', rule }],
        truncated: true,
      });
      const { links } = await infer(['e1491'], 'effects');
      expect(links.map(({ effect }) => effect)).toEqual(
        Array.from({ length: 9 }, (_, i) => `e${String(1492 + i)}`),
      );
      const decision = await infer(['e1491'], 'causes');
      expect(decision.links).toMatchObject([{ cause: 'e0', rule: 'turn_start_before_decision' }]);
    });
  });
});
