import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { truncateSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TimeOrderedFilter } from '../lib/filters/event-filter';
import { openDuckDbStore } from '../lib/store/duckdb/open-duckdb-store';
import { buildSimulation } from '../lib/testing/build-simulation';
import { queryFile } from '../lib/testing/query-file';
import { scanFolder } from '../lib/testing/scan-files';
import { makeTempRoot } from '../lib/testing/temp-root';
import { writeSimulation } from '../lib/testing/write-simulation';
import { exportSimulation, type ExportCommandOptions } from './export';
import { StartError } from './start-error';

const CAUSEWAY = fileURLToPath(new URL('causeway.mjs', import.meta.url));

/** An output root with a run of 10,000 events, an index folder, and a folder for files. */
async function setUp() {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const folder = (await makeTempRoot(onTestFinished)).path;
  writeSimulation(root, 'sim', buildSimulation({ turns: 20, eventsPerTurn: 500 }), {
    maxFileBytes: 3_000_000,
  });
  const expected = (filter: TimeOrderedFilter = {}): string => {
    const { events } = scanFolder(path.join(root, 'sim')).findEvents({
      limit: Infinity,
      ...filter,
    });
    return events.map(({ text }) => `${text}\n`).join('');
  };
  return { root, indexDir, folder, expected };
}

/** Runs the command in this process. `hear` gets its messages as they are written. */
async function run(
  options: Partial<ExportCommandOptions>,
  { isTTY = false, hear = () => {} }: { isTTY?: boolean; hear?: (text: string) => void } = {},
  signal = new AbortController().signal,
) {
  const output = new PassThrough();
  const written = buffer(output);
  let said = '';
  const messages = {
    isTTY,
    write(text: string) {
      said += text;
      hear(text);
    },
  };
  const complete = { outputRoot: undefined, simulation: 'sim', out: '-', filter: {}, ...options };
  await exportSimulation(complete, { output, messages }, signal).finally(() => output.end());
  return { written: (await written).toString(), said };
}

interface Ending {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

async function causeway(...args: readonly string[]): Promise<Ending> {
  const child = spawn(process.execPath, [CAUSEWAY, 'export', ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [stdout, stderr] = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
  if (child.exitCode === null) await once(child, 'exit');
  return { code: child.exitCode, stdout, stderr: stderr.toString() };
}

describe('exportSimulation', () => {
  it('writes every line to the stream, and reports their number', async () => {
    const { root, indexDir, expected } = await setUp();
    const { written, said } = await run({ outputRoot: root, indexDir });
    expect(written).toBe(expected());
    expect(said).toBe(
      `10,000 events of sim exported to stdout (${Buffer.byteLength(written).toLocaleString('en')} bytes)\n`,
    );
  });

  it('writes the format that the name of its file ends in, and no other file', async () => {
    const { root, indexDir, folder } = await setUp();
    const filter: TimeOrderedFilter = { event_types: ['DECISION'], turn_end: 3 };
    const out = path.join(folder, 'decisions.parquet');
    await writeFile(out, 'an earlier one');
    await run({ outputRoot: root, indexDir, out, filter });
    const [counted] = await queryFile(`SELECT count(*) AS n FROM '${out}'`);
    expect(counted).toEqual({ n: scanFolder(path.join(root, 'sim')).findEvents(filter).total });
    await run({ outputRoot: root, indexDir, out: path.join(folder, 'x.txt'), format: 'csv' });
    expect(await readFile(path.join(folder, 'x.txt'), 'utf8')).toMatch(/^event_id,timestamp,/);
    expect((await readdir(folder)).sort()).toEqual(['decisions.parquet', 'x.txt']);
  });

  it('shows its progress in a terminal, and then removes it', async () => {
    const { root, indexDir, folder } = await setUp();
    const { said } = await run(
      { outputRoot: root, indexDir, out: path.join(folder, 'x.jsonl') },
      { isTTY: true },
    );
    expect(said).toMatch(
      /^(\r\u001b\[Kindexing: \d+ %)*(\r\u001b\[K)*(\r\u001b\[K[\d,]+ events, [\d,]+ bytes)+\r\u001b\[K10,000 events of sim/,
    );
  });

  it.each<[string, (leaving: AbortController, root: string) => void]>([
    ['it is stopped', (leaving) => leaving.abort(new Error('stopped'))],
    ['its lines are gone', (_, root) => truncateSync(path.join(root, 'sim', 'events.jsonl'), 0)],
  ])('leaves the file as it was when %s midway', async (_, interfere) => {
    const { root, indexDir, folder } = await setUp();
    const out = path.join(folder, 'x.jsonl');
    await writeFile(out, 'an earlier one');
    const leaving = new AbortController();
    const heard: string[] = [];
    const hear = (text: string): void => {
      if (!text.includes('events, ')) return;
      heard.push(text);
      interfere(leaving, root);
    };
    const terminal = { isTTY: true, hear };
    const ended = run({ outputRoot: root, indexDir, out }, terminal, leaving.signal);
    await expect(ended).rejects.toThrow(/stopped|does not hold/);
    expect(heard).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['x.jsonl']);
    expect(await readFile(out, 'utf8')).toBe('an earlier one');
  });

  it('never writes into the output root, by any path', async () => {
    const { root, indexDir, folder } = await setUp();
    await symlink(path.join(root, 'sim'), path.join(folder, 'detour'));
    await symlink(path.join(root, 'sim', 'events.jsonl'), path.join(folder, 'link.jsonl'));
    const before = await readdir(path.join(root, 'sim'));
    for (const out of [
      path.join(root, 'x.csv'),
      path.join(root, 'sim', 'events.jsonl'),
      path.join(folder, 'detour', 'x.csv'),
      path.join(folder, 'link.jsonl'),
    ]) {
      await expect(run({ outputRoot: root, indexDir, out })).rejects.toThrow(
        /is inside the output root/,
      );
    }
    expect(await readdir(path.join(root, 'sim'))).toEqual(before);
    // A folder beside the root with the same prefix is not inside it.
    await mkdir(`${root}-beside`);
    onTestFinished(() => rm(`${root}-beside`, { recursive: true }));
    await run({ outputRoot: root, indexDir, out: path.join(`${root}-beside`, 'x.csv') });
  });

  it.each<[string, Partial<ExportCommandOptions>, RegExp]>([
    ['no such simulation', { simulation: 'nobody' }, /There is no simulation "nobody"/],
    ['no such folder', { out: '/nowhere/at/all.csv' }, /There is no folder for "\/nowhere/],
    ['a folder for a file', { out: '/' }, /"\/" is a directory/],
    ['no such root', { outputRoot: '/nowhere' }, /There is no output root "\/nowhere"/],
    [
      'a time that is none',
      { filter: { start_timestamp: 'soon' } },
      /start_timestamp="soon": expected an ISO 8601 timestamp/,
    ],
  ])('explains the problem with %s', async (_, options, message) => {
    const { root, indexDir } = await setUp();
    const error: unknown = await run({ outputRoot: root, indexDir, ...options }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StartError);
    expect(String(error)).toMatch(message);
  });

  it('works beside a store that has the index open', async () => {
    const { root, indexDir, expected } = await setUp();
    const store = await openDuckDbStore({ outputRoot: root, indexDir, waitMs: 60_000 });
    onTestFinished(() => store.close());
    await store.findEvents('sim', {});
    expect((await run({ outputRoot: root, indexDir })).written).toBe(expected());
  });
});

describe('causeway export', () => {
  it('takes the filters of the API by their names', async () => {
    const { root, indexDir, expected } = await setUp();
    const { code, stdout, stderr } = await causeway(
      ...[root, '--index-dir', indexDir, '--simulation', 'sim'],
      ...['--event-types', 'STATE', 'ACTION', '--agent-ids', 'agent_001', '--agent-ids', ''],
      ...['--turn-start', '3', '--turn-end=9', '--order', 'desc', '--limit', '50', '--offset', '5'],
    );
    expect(stdout.toString()).toBe(
      expected({
        event_types: ['STATE', 'ACTION'],
        agent_ids: ['agent_001', ''],
        turn_start: 3,
        turn_end: 9,
        order: 'desc',
        limit: 50,
        offset: 5,
      }),
    );
    expect(stderr).toMatch(/^50 events of sim exported to stdout/);
    expect(code).toBe(0);
  });

  it('quotes an invalid option value', async () => {
    const { root } = await setUp();
    const { code, stderr } = await causeway(root, '--simulation', 'sim', '--limit', '0');
    expect(stderr).toBe('causeway: limit="0": expected an integer of at least 1\n');
    expect(code).toBe(1);
  });

  it('ends in peace when its reader has read enough', async () => {
    const { root, indexDir } = await setUp();
    const args = [CAUSEWAY, 'export', root, '--index-dir', indexDir, '--simulation', 'sim'];
    const child = spawn(process.execPath, args);
    onTestFinished(() => void child.kill('SIGKILL'));
    const said = buffer(child.stderr);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = await once(child, 'exit');
    expect((await said).toString()).toBe('');
    expect(code).toBe(0);
  });

  it('takes SIGINT for an end, and leaves nothing behind', async () => {
    const { root, indexDir } = await setUp();
    const args = [CAUSEWAY, 'export', root, '--index-dir', indexDir, '--simulation', 'sim'];
    // Nothing reads its output, so it blocks in the middle.
    const child = spawn(process.execPath, args);
    onTestFinished(() => void child.kill('SIGKILL'));
    const said = buffer(child.stderr);
    await once(child.stdout, 'readable');
    child.kill('SIGINT');
    child.stdout.resume();
    const [code] = await once(child, 'exit');
    expect((await said).toString()).toBe('');
    expect(code).toBe(130);
    expect((await readdir(indexDir)).filter((name) => name.endsWith('.wal'))).toEqual([]);
  });
});
