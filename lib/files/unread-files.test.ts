import { execFileSync } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { findUnreadFiles } from './unread-files';

it('lists files that look like a part, a configuration or a result but are not read, with reasons', async () => {
  const { path: folder } = await makeTempRoot(onTestFinished);
  const at = (name: string): string => path.join(folder, name);
  expect(await findUnreadFiles(folder)).toEqual([]);
  for (const name of [
    ...['events.jsonl', 'events.jsonl.1', 'events_2025-10-04.jsonl', 'notes.txt', 'myevents.gz'],
    ...['events.jsonl.1.gz', 'events.jsonl.2.gz', 'events_2025.jsonl.zst', 'events.ndjson'],
    ...['events.json', 'events.jsonl.bak', 'Events.jsonl'],
    ...['events.jsonl-20251004', 'events.jsonl-20251005.gz', 'events.jsonl-20251006.bz2'],
    ...[
      'events.jsonl.9.zst',
      'events.jsonl-old',
      'events.jsonl~',
      'events.jsonlines',
      'events.jsonlx',
    ],
  ]) {
    await writeFile(at(name), '');
  }
  execFileSync('mkfifo', [at('events_pipe.jsonl'), at('result.json')]);
  await mkdir(at('events.jsonl.3'));
  await writeFile(at('config.json'), '{}');
  await truncate(at('config.json'), 5 * 1024 ** 3);
  const named =
    'not a name of a part: events.jsonl, events_….jsonl, events.jsonl.1, events.jsonl-20251004';
  const otherwise = 'compressed, but not as .gz: its events are read once it is decompressed';
  expect((await findUnreadFiles(folder)).map(({ name, reason }) => [name, reason])).toEqual([
    ['Events.jsonl', named],
    ['config.json', 'larger than 4194304 bytes'],
    ['events.json', named],
    ['events.jsonl-20251006.bz2', otherwise],
    ['events.jsonl-old', named],
    ['events.jsonl.1.gz', 'compressed; events.jsonl.1, of which it may be a copy, is read'],
    ['events.jsonl.3', 'not a regular file but a directory'],
    ['events.jsonl.9.zst', otherwise],
    ['events.jsonl.bak', named],
    ['events.jsonlines', named],
    ['events.jsonl~', named],
    ['events.ndjson', named],
    ['events_2025.jsonl.zst', otherwise],
    ['events_pipe.jsonl', 'not a regular file but a named pipe'],
    ['result.json', 'not a regular file but a named pipe'],
  ]);
});
