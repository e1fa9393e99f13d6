import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { comparisonSchema } from '../lib/api/comparison-contract';
import { buildSimulation } from '../lib/testing/build-simulation';
import { makeTempRoot } from '../lib/testing/temp-root';
import { writeSimulation } from '../lib/testing/write-simulation';
import { diffRuns, type DiffOptions } from './diff';

const CAUSEWAY = fileURLToPath(new URL('causeway.mjs', import.meta.url));

/** A root with a run, its re-run, and a run with another seed. */
async function setUp() {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const write = (id: string, seed: number, startTime: string): void => {
    const run = { seed, turns: 6, eventsPerTurn: 40, simulationId: id, startTime };
    const config = { simulation: { name: 'Market', seed } };
    writeSimulation(root, id, buildSimulation(run), { config });
  };
  write('one', 1, '2026-10-04T14:00:00Z');
  write('again', 1, '2026-11-05T09:30:00Z');
  write('other', 2, '2026-10-04T14:00:00Z');
  return { root, indexDir };
}

/** Runs the command in this process. */
async function run(options: Partial<DiffOptions>) {
  const output = new PassThrough();
  const written = buffer(output);
  const complete = { a: 'one', b: 'again', root: undefined, indexDir: undefined };
  const status = await diffRuns(
    { ...complete, isJson: false, ignored: [], ...options },
    { output, messages: new PassThrough() },
  ).finally(() => output.end());
  return { status, written: (await written).toString() };
}

async function runCommand(...args: readonly string[]) {
  const child = spawn(process.execPath, [CAUSEWAY, 'diff', ...args]);
  const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
  const [status] = await once(child, 'close');
  return { status, stdout: await stdout, stderr: await stderr };
}

describe('causeway diff', () => {
  it('says that a run and its re-run are the same, and how much it compared', async () => {
    const { root, indexDir } = await setUp();
    const { status, written } = await run({ root, indexDir });
    expect(status).toBe(0);
    expect(written).toContain('No difference: 240 events of A and 240 of B in 7 turns compared');
    expect(written).toContain('Configuration: 0 of 2 settings differ');
  });

  it('says how two runs diverge', async () => {
    const { root, indexDir } = await setUp();
    const { status, written } = await run({ root, indexDir, b: 'other' });
    expect(status).toBe(1);
    expect(written).toContain('Another seed');
    expect(written).toContain('  simulation.seed: 1 in A, 2 in B');
    expect(written).toMatch(/First divergence: Turn 1: /);
    expect(written).toMatch(/Variables: [\d,]+ of [\d,]+ differ/);
  });

  it('writes JSON with the ids of the first divergence', async () => {
    const { root, indexDir } = await setUp();
    const { status, written } = await run({ root, indexDir, b: 'other', isJson: true });
    expect(status).toBe(1);
    const comparison = comparisonSchema.parse(JSON.parse(written));
    expect(comparison.same).toBe(false);
    expect(comparison.compared).toMatchObject({ a: 240, b: 240, turns: 7 });
    expect(comparison.told).toEqual(['another_seed']);
    const { first_divergence, events } = comparison;
    const ids = [first_divergence?.a, first_divergence?.b].filter((id) => id !== null);
    expect(ids.length).toBeGreaterThan(0);
    const named = [...events.a, ...events.b].map(({ event_id }) => event_id);
    expect(named).toEqual(expect.arrayContaining(ids));
  });

  it('takes folders of different roots, and leaves no trace of them', async () => {
    const { root, indexDir } = await setUp();
    const elsewhere = (await makeTempRoot(onTestFinished)).path;
    await cp(path.join(root, 'one'), path.join(elsewhere, 'one'), { recursive: true });
    const before = await readdir(root);
    const [a, b] = [path.join(root, 'one'), path.join(elsewhere, 'one')];
    expect(await run({ indexDir, a, b })).toMatchObject({ status: 0 });
    expect(await readdir(root)).toEqual(before);
    expect(await readdir(elsewhere)).toEqual(['one']);
    expect(await readdir(indexDir)).toEqual([]);
  });

  it('ignores fields that it is told to ignore', async () => {
    const { root, indexDir } = await setUp();
    const file = path.join(root, 'again', 'events.jsonl');
    const lines = await readFile(file, 'utf8');
    await writeFile(file, lines.replaceAll('"confidence":0.', '"confidence":1.'));
    expect(await run({ root, indexDir })).toMatchObject({ status: 1 });
    for (const ignored of [['confidence'], ['details.confidence'], ['x', 'confidence']]) {
      const { status, written } = await run({ root, indexDir, ignored });
      expect(status).toBe(0);
      expect(written).toContain(`without ${ignored.join(', ')}`);
    }
  });

  it('says where a run was cut short, and compares runs without events or turns', async () => {
    const { root, indexDir } = await setUp();
    const lines = (await readFile(path.join(root, 'one', 'events.jsonl'), 'utf8')).split('\n');
    await mkdir(path.join(root, 'cut'));
    const cut = path.join(root, 'cut', 'events.jsonl');
    // The last line is still being written.
    await writeFile(cut, `${lines.slice(0, 100).join('\n')}\n${(lines[100] ?? '').slice(0, 50)}`);
    const { status, written } = await run({ root, indexDir, b: 'cut' });
    expect(status).toBe(1);
    expect(written).toContain('B is cut short in turn 3: 120 events of later turns are missing');
    expect(written).toContain(JSON.parse(lines[100] ?? '').event_id);
    // What was not recorded does not differ.
    expect(written).not.toContain('Variables:');
    expect(written).not.toContain('it led to');

    await mkdir(path.join(root, 'empty'));
    await writeFile(path.join(root, 'empty', 'events.jsonl'), '');
    expect((await run({ root, indexDir, b: 'empty' })).status).toBe(1);
    expect((await run({ root, indexDir, a: 'empty' })).status).toBe(1);
    expect((await run({ root, indexDir, a: 'empty', b: 'empty' })).status).toBe(0);
    await appendFile(path.join(root, 'empty', 'events.jsonl'), `${lines[0] ?? ''}\n`);
    expect((await run({ root, indexDir, a: 'empty', b: 'empty' })).status).toBe(0);
  });

  it('has exit status 2 for a run that does not exist, and for a missing argument', async () => {
    const { root, indexDir } = await setUp();
    const folders = ['--root', root, '--index-dir', indexDir];
    expect(await runCommand('one', 'nothing', ...folders)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('There is no run "nothing" under'),
    });
    expect(await runCommand('one')).toMatchObject({ status: 2, stdout: '' });
    expect(await runCommand('--ignore', 'x', 'one', 'other', ...folders, '--json')).toMatchObject({
      status: 1,
    });
    expect(await runCommand('one', 'again', ...folders)).toMatchObject({ status: 0, stderr: '' });
  });
});
