import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { eventLines } from '../../../testing/event-files';
import { scanFolder } from '../../../testing/scan-files';
import { makeTempRoot } from '../../../testing/temp-root';
import { openDuckDbStore } from '../open-duckdb-store';
import { PATIENT } from '../../../testing/set-up-store';

/** One event line for each `simulation_id`. */
function linesOf(...ids: readonly string[]): string {
  return eventLines(ids.length + 4)
    .slice(0, ids.length)
    .map((line, at) => line.replace('"sim"', () => JSON.stringify(ids[at])))
    .join('');
}

async function setUp(text: string, id = 'sim') {
  const outputRoot = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const folder = path.join(outputRoot, id);
  await mkdir(folder);
  const file = path.join(folder, 'events.jsonl');
  await writeFile(file, text);
  const store = await openDuckDbStore({ outputRoot, indexDir, ...PATIENT, describeWaitMs: 60_000 });
  onTestFinished(() => store.close());
  const describe = async () => {
    const { other_simulation_ids } = await store.describe(id);
    return other_simulation_ids;
  };
  return { folder, file, describe };
}

it('counts events of other simulations, in any order and any parts', async () => {
  const { folder, file, describe } = await setUp(linesOf('sim', 'b', 'b', 'a', 'b', 'c'));
  const ids = [
    { simulation_id: 'b', event_count: 3 },
    { simulation_id: 'a', event_count: 1 },
    { simulation_id: 'c', event_count: 1 },
  ];
  expect(await describe()).toEqual({ id_count: 3, event_count: 5, ids });
  await appendFile(file, linesOf('c', 'sim', 'c', 'c', 'sim'));
  await writeFile(`${file}.1`, linesOf('d'));
  const now = await describe();
  expect(now.ids.map((one) => [one.simulation_id, one.event_count])).toEqual([
    ...[
      ['c', 4],
      ['b', 3],
      ['a', 1],
      ['d', 1],
    ],
  ]);
  expect(now).toEqual(scanFolder(folder).describe().other_simulation_ids);
  await rm(file);
  // All events are of one simulation; only the folder has another name.
  expect(await describe()).toEqual({ id_count: 0, event_count: 0, ids: [] });
});

it('takes the id that most events have for the own one, when none has the folder as its id', async () => {
  const { describe } = await setUp(linesOf('b', 'a', 'a'), 'renamed');
  const ids = [{ simulation_id: 'b', event_count: 1 }];
  expect(await describe()).toEqual({ id_count: 1, event_count: 1, ids });
});

it('lists a hundred, each cut, and counts all', async () => {
  const names = Array.from({ length: 300 }, (_, at) => `${String(at)}-${'😀'.repeat(400)}`);
  const { describe } = await setUp(linesOf('sim', ...names));
  const { ids, ...counts } = await describe();
  expect(counts).toEqual({ id_count: 300, event_count: 300 });
  expect(ids).toHaveLength(100);
  expect(Array.from(ids[7]?.simulation_id ?? '')).toHaveLength(256);
});
