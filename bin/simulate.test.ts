import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEventLine } from '../lib/events/read-event';
import { runCauseway as causeway } from '../lib/testing/run-causeway';
import { readEvents, readRunFile } from '../lib/testing/run-simulation';
import { makeTempRoot } from '../lib/testing/temp-root';

const CAUSEWAY = fileURLToPath(new URL('causeway.mjs', import.meta.url));
const BANK_RUN = fileURLToPath(new URL('../examples/bank-run.yaml', import.meta.url));
const GRAIN_CRISIS = fileURLToPath(new URL('../examples/grain-crisis.yaml', import.meta.url));

async function makeRoot(): Promise<string> {
  const { path: root } = await makeTempRoot(onTestFinished);
  return root;
}

/** The directory named in a message. */
function directoryIn(stdout: string, root: string): string {
  const [name] = /[\w-]+_\d+agents_\d{8}_\d{6}_\d\d/.exec(stdout) ?? [''];
  return path.join(root, name);
}

describe('causeway simulate', () => {
  it('runs a simulation, and prints its directory and how to view it', async () => {
    const root = path.join(await makeRoot(), 'new');
    const ending = await causeway(
      'simulate',
      BANK_RUN,
      '--output',
      root,
      '--seed',
      '5',
      '--verbosity',
      'DECISION',
    );
    expect(ending).toMatchObject({ code: 0, stderr: '' });
    const directory = directoryIn(ending.stdout, root);
    const events = await readEvents(directory);
    expect(ending.stdout).toContain(`${events.length.toLocaleString('en')} events in`);
    expect(ending.stdout).toContain('causeway serve');
    expect(new Set(events.map(({ event_type }) => event_type))).toEqual(
      new Set(['MILESTONE', 'DECISION']),
    );
    expect(await readRunFile(directory, 'config.json')).toMatchObject({ seed: 5 });
  });

  it('does not wait for a pipe in place of a file, and names it', async () => {
    const root = await makeRoot();
    const pipe = path.join(root, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const asConfig = await causeway('simulate', pipe, '--output', root);
    expect(asConfig.code).toBe(1);
    expect(asConfig.stderr).toBe(`causeway: ${pipe}: not a regular file but a named pipe\n`);

    const config = path.join(root, 'pipe.yaml');
    const text = await readFile(BANK_RUN, 'utf8');
    await writeFile(config, text.replace('type: steady,', 'type: steady, module: ./pipe,'));
    const asModule = await causeway('simulate', config, '--output', root);
    expect(asModule.stderr).toMatch(/agents\[0\]\.module="\.\/pipe": not a regular file/);
  });

  it('names the host without a model, before anything is written; --offline needs none', async () => {
    const root = path.join(await makeRoot(), 'new');
    // The discard port, where no server listens.
    const host = 'http://127.0.0.1:9';
    const file = path.join(await makeRoot(), 'crisis.yaml');
    const text = await readFile(GRAIN_CRISIS, 'utf8');
    await writeFile(
      file,
      text.replace('http://localhost:11434', host).replace('max_turns: 40', 'max_turns: 2'),
    );
    const ending = await causeway('simulate', file, '--output', root);
    expect(ending).toMatchObject({ code: 1, stdout: '' });
    expect(ending.stderr).toContain(`There is no language model at ${host}: `);
    expect(ending.stderr).toContain('--offline');
    await expect(readFile(root)).rejects.toThrow('ENOENT');
    expect((await causeway('simulate', file, '--output', root, '--offline')).code).toBe(0);
  });

  it('ends cleanly at SIGINT, and continues there with --resume', async () => {
    const root = await makeRoot();
    const args = ['simulate', BANK_RUN, '--output', root, '--pace', '5', '--verbosity', 'DETAIL'];
    const child = spawn(process.execPath, [CAUSEWAY, ...args]);
    onTestFinished(() => void child.kill('SIGKILL'));
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    const closed = once(child, 'close');
    await untilTurn(root, 3, child);
    child.kill('SIGINT');
    expect((await closed)[0]).toBe(130);
    expect(stdout).toMatch(/^aborted: /);

    const directory = directoryIn(stdout, root);
    const { run_metadata } = Object(await readRunFile(directory, 'result.json'));
    expect(run_metadata).toMatchObject({ status: 'aborted' });
    const stopped = await readEvents(directory);
    expect(stopped.at(-1)?.details).toMatchObject({ milestone_type: 'simulation_end' });

    const ending = await causeway('simulate', '--resume', directory);
    expect(ending).toMatchObject({ code: 0, stderr: '' });
    expect(ending.stdout).toMatch(/^completed: .* 30 turns/);
    const turns = (await readEvents(directory)).map(({ turn_number }) => turn_number);
    expect(Math.max(...turns)).toBe(30);
  });

  it('explains the problem of a configuration, and the options it needs', async () => {
    const file = path.join(await makeRoot(), 'wrong.yaml');
    await writeFile(
      file,
      'simulation: { name: x, max_turns: 0 }\nengine: { type: market }\nagents: []',
    );
    const wrong = await causeway('simulate', file);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain(`${file}:1: simulation.max_turns=0: `);
    expect(wrong.stderr).toContain(`${file}:3: agents=[]: `);
    expect((await causeway('simulate')).stderr).toContain('Name a configuration');
    const empty = await makeRoot();
    await mkdir(path.join(empty, 'run'));
    const resumed = await causeway('simulate', BANK_RUN, '--resume', path.join(empty, 'run'));
    expect(resumed.stderr).toContain('cannot be resumed');
  });
});

/** Resolves when the stream of the only run under `root` has reached a turn. */
async function untilTurn(
  root: string,
  turn: number,
  child: ReturnType<typeof spawn>,
): Promise<void> {
  const { watch, readdirSync, existsSync, readFileSync } = await import('node:fs');
  await new Promise<void>((resolve, reject) => {
    child.once('close', () => {
      reject(new Error('it ended before'));
    });
    const watcher = watch(root, { recursive: true }, () => {
      const [run = ''] = readdirSync(root);
      const stream = path.join(root, run, 'events.jsonl');
      if (!existsSync(stream)) return;
      const last = readFileSync(stream, 'utf8').trimEnd().split('\n').at(-1) ?? '';
      if ((readEventLine(last).event?.turn_number ?? 0) < turn) return;
      watcher.close();
      resolve();
    });
  });
}
