import { appendFile, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDuckDbStore } from '../lib/store/duckdb/open-duckdb-store';
import { buildSimulation } from '../lib/testing/build-simulation';
import { runCauseway } from '../lib/testing/run-causeway';
import { makeTempRoot } from '../lib/testing/temp-root';
import { writeSimulation } from '../lib/testing/write-simulation';
import { PATIENT } from '../lib/testing/set-up-store';

async function setUp(): Promise<{ root: string; indexDir: string }> {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  for (const id of ['sim-1', 'sim-2', 'sim-3']) {
    writeSimulation(root, id, buildSimulation({ simulationId: id, turns: 2, eventsPerTurn: 10 }));
  }
  await appendFile(path.join(root, 'sim-2', 'events.jsonl'), 'no event\n');
  return { root, indexDir };
}

describe('causeway index', () => {
  it('brings every index up to date and reports each', async () => {
    const { root, indexDir } = await setUp();
    const { code, stdout } = await runCauseway('index', root, '--index-dir', indexDir);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.slice(0, 3).sort()).toEqual([
      expect.stringMatching(/^sim-1: 20 events, 0\.0 MB, \d+\.\d s, 0 invalid lines$/),
      expect.stringMatching(/^sim-2: 20 events, 0\.0 MB, \d+\.\d s, 1 invalid line$/),
      expect.stringMatching(/^sim-3: 20 events, 0\.0 MB, \d+\.\d s, 0 invalid lines$/),
    ]);
    expect(lines.slice(3)).toEqual(['3 simulations']);

    // A store with no waiting time finds them ready.
    expect((await readdir(indexDir)).filter((name) => name.endsWith('.duckdb'))).toHaveLength(3);
    const store = await openDuckDbStore({ outputRoot: root, indexDir, ...PATIENT });
    onTestFinished(() => store.close());
    expect((await store.describe('sim-2')).event_count).toBe(20);
  });

  it('indexes only the named simulations', async () => {
    const { root, indexDir } = await setUp();
    const named = ['--simulation', 'sim-3', 'sim-1'];
    const { code, stdout } = await runCauseway('index', root, '--index-dir', indexDir, ...named);
    expect(code).toBe(0);
    expect(stdout.match(/^sim-\d(?=: )/gm)?.sort()).toEqual(['sim-1', 'sim-3']);
    expect(stdout).toContain('\n2 simulations\n');
  });

  it('continues after a missing simulation, and fails at the end', async () => {
    const { root, indexDir } = await setUp();
    const named = ['--simulation', 'nobody', 'sim-1'];
    const { code, stdout } = await runCauseway('index', root, '--index-dir', indexDir, ...named);
    expect(code).toBe(1);
    expect(stdout).toContain('nobody: FAILED: There is no simulation "nobody"');
    expect(stdout).toContain('sim-1: 20 events');
    expect(stdout).toContain('\n2 simulations, 1 failed\n');
  });

  it('reports why an entry cannot be read, indexes the others, and fails at the end', async () => {
    const { root, indexDir } = await setUp();
    await symlink('loop', path.join(root, 'loop'));
    const { code, stdout, stderr } = await runCauseway('index', root, '--index-dir', indexDir);
    expect(code).toBe(1);
    // Only progress messages, if indexing takes long.
    expect(stderr.replaceAll(/^indexing .*\n/gm, '')).toBe('');
    expect(stdout).toMatch(/^loop: FAILED: its folder cannot be read: a link that leads back/m);
    expect(stdout.match(/^sim-\d: 20 events/gm)).toHaveLength(3);
    expect(stdout).toContain('\n4 simulations, 1 failed\n');
  });

  it('refuses an index folder that cannot be written to, or that lies in the output root', async () => {
    const { root, indexDir } = await setUp();
    const file = path.join(indexDir, 'file');
    await writeFile(file, '');
    const noFolder = await runCauseway('index', root, '--index-dir', file);
    expect(noFolder).toMatchObject({ code: 1, stdout: '' });
    expect(noFolder.stderr).toMatch(/^causeway: The index folder ".*file" cannot be written to: /);
    const within = await runCauseway('index', root, '--index-dir', path.join(root, 'a', 'b'));
    expect(within).toMatchObject({ code: 1, stdout: '' });
    expect(within.stderr).toContain('lies in the output root: only the event writer writes there');
    expect((await readdir(root)).sort()).toEqual(['sim-1', 'sim-2', 'sim-3']);
  });

  it('does nothing without simulations, and reports a missing root', async () => {
    const { root, indexDir } = await setUp();
    await mkdir(path.join(root, 'empty'));
    const empty = await runCauseway('index', path.join(root, 'empty'), '--index-dir', indexDir);
    expect(empty).toMatchObject({ code: 0, stdout: '0 simulations\n' });
    const missing = await runCauseway('index');
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/^causeway: There is no output root ".*output"/);
  });
});
