import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { setUpStore } from '../../../testing/set-up-store';
import { openDuckDbStore } from '../open-duckdb-store';

const lines = (details: readonly string[]): string =>
  details
    .map((json, at) => {
      const id = `event-${String(at).padStart(2, '0')}`;
      const required = `"event_id":"${id}","timestamp":"2026-10-04T14:00:00Z","turn_number":1`;
      return `{${required},"event_type":"SYSTEM","details":${json}}\n`;
    })
    .join('');

it('stores the number that an event sets, its change and its outcome', async () => {
  const { root, indexDir, store } = await setUpStore(openDuckDbStore);
  await mkdir(path.join(root, 'sim'));
  const file = path.join(root, 'sim', 'events.jsonl');
  await writeFile(
    file,
    lines([
      '{"old_value":-0.5,"new_value":0.25}',
      '{"old_value":"low","new_value":7}',
      '{"old_value":1,"new_value":1e999,"status":"FAILED"}',
      // `readEventLine` reads these.
      '{"old_value":1,"old_value":2,"new_value":1e-7,"validated":true}',
      '{"new_value":"3","statu\\u0073":{"code":2}}',
      'null',
    ]),
  );
  await store.findEvents('sim', {});
  await store.close();

  const name = (await readdir(indexDir)).find((entry) => entry.endsWith('.duckdb')) ?? '';
  const copy = path.join(root, 'copy.duckdb');
  await copyFile(path.join(indexDir, name), copy);
  const instance = await DuckDBInstance.create(copy, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const rows = await connection.runAndReadAll(
    'SELECT value, change, outcome FROM events ORDER BY seq',
  );
  expect(rows.getRows()).toEqual([
    [0.25, 0.75, 0],
    [7, null, 0],
    [null, null, 2],
    [1e-7, 2 - 1e-7, 1],
    [null, null, 2],
    [null, null, 0],
  ]);
  connection.closeSync();
  instance.closeSync();
});
