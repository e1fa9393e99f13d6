import { renameSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { IndexNotReadyError } from '../../errors';
import { setUpStore } from '../../testing/set-up-store';
import { openDuckDbStore } from './open-duckdb-store';

const RUN_MS = 4000;
const EVENTS = 500;

/** A run whose events all name their version. */
function version(number: number): string {
  return Array.from({ length: EVENTS }, (_, at) =>
    JSON.stringify({
      event_id: `v${String(number)}-${String(at)}`,
      timestamp: '2025-10-04T20:00:00+00:00',
      turn_number: at,
      event_type: 'ACTION',
      agent_id: `agent ${String(number)}`,
    }),
  ).join('\n');
}

it('answers with one version of a file that is replaced again and again, or says that it is not ready', async () => {
  const { root, store } = await setUpStore(openDuckDbStore, { waitMs: 2000 });
  const directory = path.join(root, 'run');
  await mkdir(directory);
  let number = 0;
  const replace = () => {
    writeFileSync(path.join(directory, '.t'), `${version(number++)}\n`);
    renameSync(path.join(directory, '.t'), path.join(directory, 'events.jsonl'));
  };
  replace();
  const replacing = setInterval(replace, 40);
  const endMs = performance.now() + RUN_MS;
  let answers = 0;
  const ask = async (question: () => Promise<void>): Promise<void> => {
    while (performance.now() < endMs) {
      try {
        await question();
        answers++;
      } catch (error) {
        expect(error).toBeInstanceOf(IndexNotReadyError);
      }
    }
  };
  try {
    await Promise.all([
      ask(async () => {
        const { events, total } = await store.findEvents('run', { limit: EVENTS });
        const versions = new Set(events.map(({ event_id }) => event_id.split('-')[0]));
        expect([total, events.length, versions.size]).toEqual([EVENTS, EVENTS, 1]);
      }),
      ask(async () => {
        const { total, agents } = await store.countFacets('run', {});
        expect([total, agents.values.length]).toEqual([EVENTS, 1]);
      }),
    ]);
  } finally {
    clearInterval(replacing);
  }
  replace();
  // The last version is answered as soon as it stays.
  await expect
    .poll(() => store.getEvents('run', [`v${String(number - 1)}-0`]).then(({ length }) => length), {
      timeout: 20_000,
    })
    .toBe(1);
  expect(answers).toBeGreaterThan(0);
}, 60_000);
