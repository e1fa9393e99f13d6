import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCauseway as causeway } from '../lib/testing/run-causeway';
import { readEvents, readRunFile } from '../lib/testing/run-simulation';
import { makeTempRoot } from '../lib/testing/temp-root';

const CAUSEWAY = fileURLToPath(new URL('causeway.mjs', import.meta.url));
const BANK_RUN = fileURLToPath(new URL('../examples/bank-run.yaml', import.meta.url));
const TURNS = 30;

async function makeRoot(): Promise<string> {
  const { path: root } = await makeTempRoot(onTestFinished);
  return path.join(root, 'runs');
}

interface MadeRun {
  readonly directory: string;
  readonly seed: unknown;
  readonly rate: unknown;
  readonly status: unknown;
}

/** The runs under a root, by rate and seed. */
async function listRuns(root: string): Promise<readonly MadeRun[]> {
  const runs = await Promise.all(
    (await readdir(root)).map(async (name) => {
      const directory = path.join(root, name);
      const config = Object(await readRunFile(directory, 'config.json'));
      const result = Object(await readRunFile(directory, 'result.json').catch(() => ({})));
      const { seed, engine } = config;
      return {
        directory,
        seed,
        rate: engine.interest_rate,
        status: result.run_metadata?.status,
      };
    }),
  );
  return runs.sort((a, b) => Number(a.rate) - Number(b.rate) || Number(a.seed) - Number(b.seed));
}

/** Starts the command as the leader of a group of processes, like a terminal does. */
function start(...args: readonly string[]): {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly output: () => string;
} {
  const child = spawn(process.execPath, [CAUSEWAY, ...args], { detached: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  return { child, ended, output: () => output };
}

/** Resolves when as many runs have begun, each with some turns. */
async function untilBegun(root: string, count: number, ended: Promise<unknown>): Promise<void> {
  const begun = { isOver: false };
  void ended.then(() => (begun.isOver = true));
  for (;;) {
    const names = await readdir(root).catch(() => []);
    const texts = await Promise.all(
      names.map((name) => readFile(path.join(root, name, 'events.jsonl'), 'utf8').catch(() => '')),
    );
    if (texts.filter((text) => text.includes('"turn_number":2')).length >= count) return;
    if (begun.isOver) throw new Error('the command ended before');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('causeway simulate --seeds --sweep', () => {
  it('makes a run for each value and seed, each with its own configuration; then only the missing ones', async () => {
    const root = await makeRoot();
    const args = ['simulate', BANK_RUN, '--output', root, '--verbosity', 'STATE'];
    const sweep = ['--sweep', 'engine.interest_rate=0.01,0.05'];
    const ending = await causeway(...args, '--seeds', '1..2', ...sweep);
    expect(ending).toMatchObject({ code: 0, stderr: '' });
    expect(ending.stdout).toMatch(
      /^4 of 4 {2}engine\.interest_rate=0\.0[15], seed [12] {2}completed: /m,
    );
    expect(ending.stdout).toContain('4 runs ended\n');
    const grid = [0.01, 0.05].flatMap((rate) => [1, 2].map((seed) => ({ rate, seed })));
    expect(await listRuns(root)).toMatchObject(
      grid.map((each) => ({ ...each, status: 'completed' })),
    );

    const again = await causeway(...args, '--seeds', '1..3', ...sweep);
    expect(again.stdout).toContain('4 runs ended before\n');
    expect(again.stdout).toContain('2 runs ended\n');
    expect(await listRuns(root)).toHaveLength(6);
  });

  it('stops at Ctrl-C with every run marked, and the same command makes the rest', async () => {
    const root = await makeRoot();
    const args = ['simulate', BANK_RUN, '--output', root, '--seeds', '1..5', '--jobs', '2'];
    const { child, ended, output } = start(...args, '--pace', '5');
    await untilBegun(root, 2, ended);
    process.kill(-Number(child.pid), 'SIGINT');
    expect(await ended, output()).toBe(130);
    expect(output()).toContain('2 stopped, 3 not begun\nthe same command makes the rest\n');
    const stopped = await listRuns(root);
    expect(stopped.map(({ status }) => status)).toEqual(['aborted', 'aborted']);
    for (const { directory } of stopped) {
      const last = (await readEvents(directory)).at(-1);
      expect(last?.details).toMatchObject({ milestone_type: 'simulation_end' });
    }

    const again = await causeway(...args);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('2 runs did not end');
    const whole = await listRuns(root);
    expect(whole.map(({ seed, status }) => ({ seed, status }))).toEqual(
      [1, 2, 3, 4, 5].map((seed) => ({ seed, status: 'completed' })),
    );
    for (const { directory } of whole) {
      const turns = (await readEvents(directory)).map(({ turn_number }) => turn_number);
      expect(Math.max(...turns)).toBe(TURNS);
    }
  });

  it('reports a run whose process was killed, goes on with the others, and makes it again later', async () => {
    const root = await makeRoot();
    const args = ['simulate', BANK_RUN, '--output', root, '--seeds', '1..3', '--jobs', '1'];
    const { child, ended, output } = start(...args, '--pace', '2');
    await untilBegun(root, 1, ended);
    const children = await readFile(
      `/proc/${String(child.pid)}/task/${String(child.pid)}/children`,
      'utf8',
    );
    for (const pid of children.trim().split(' ')) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
      if (command.includes('simulation-worker')) process.kill(Number(pid), 'SIGKILL');
    }
    expect(await ended, output()).toBe(1);
    expect(output()).toContain('seed 1  failed: its process ended with SIGKILL');
    expect(output()).toContain('2 runs ended, 1 failed\n');

    const [killed] = (await listRuns(root)).filter(({ status }) => status === undefined);
    const busy = await causeway(...args);
    expect(busy.code).toBe(1);
    expect(busy.stdout).toContain('1 run left alone');
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(path.join(killed?.directory ?? '', 'events.jsonl'), longAgo, longAgo);
    expect((await causeway(...args)).code).toBe(0);
    const statuses = (await listRuns(root)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'completed')).toHaveLength(3);
  });

  it.each([
    [
      '--sweep',
      'engine.intrest=1',
      'sweep: engine.intrest=1: the configuration has no such setting',
    ],
    ['--seeds', '5..1', 'got "5..1"'],
    ['--seeds', '1..2 --serve', '--serve shows one run'],
    ['--seeds', '1..2 --resume x', '--resume continues one run'],
  ])('refuses %s %s before anything is written', async (option, values, reason) => {
    const root = await makeRoot();
    const args = ['--output', root, option, ...values.split(' ')];
    const ending = await causeway('simulate', BANK_RUN, ...args);
    expect(ending.code).toBe(1);
    expect(ending.stderr).toContain(reason);
    await expect(readdir(root)).rejects.toThrow('ENOENT');
  });
});
