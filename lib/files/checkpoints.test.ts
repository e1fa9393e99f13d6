import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { checkpointsKey, findCheckpoints, readCheckpoint } from './checkpoints';

async function makeFolder(): Promise<{ directory: string; checkpoint: (name: string) => string }> {
  const directory = (await makeTempRoot(onTestFinished)).path;
  await mkdir(path.join(directory, 'checkpoints'));
  return { directory, checkpoint: (name) => path.join(directory, 'checkpoints', name) };
}

/** Reads `turn_4.json` with this content. */
async function read(content: string | Uint8Array, name = 'turn_4.json') {
  const { directory, checkpoint } = await makeFolder();
  await writeFile(checkpoint(name), content);
  const [found] = await findCheckpoints(directory);
  if (found === undefined) throw new Error('it was not found');
  return readCheckpoint(found);
}

const stateOf = (state: unknown): string => JSON.stringify({ metadata: {}, state });

describe('checkpoints', () => {
  it('are found by their turns, beside any other files', async () => {
    const { directory, checkpoint } = await makeFolder();
    const names = ['turn_10.json', 'turn_9.json', 'turn_0.json', 'last.json'];
    const others = [
      'turn_03.json',
      'turn_x.json',
      'turn_1.json.tmp',
      'turn_99999999999999999.json',
    ];
    for (const name of [...names, ...others]) await writeFile(checkpoint(name), '{}');
    const found = await findCheckpoints(directory);
    expect(found.map(({ name, turn }) => [name, turn])).toEqual([
      ['turn_0.json', 0],
      ['turn_9.json', 9],
      ['turn_10.json', 10],
    ]);
  });

  it('are none where there is no folder of them', async () => {
    const directory = (await makeTempRoot(onTestFinished)).path;
    expect(await findCheckpoints(directory)).toEqual([]);
    await writeFile(path.join(directory, 'checkpoints'), 'a file');
    expect(await findCheckpoints(directory)).toEqual([]);
  });

  it('have values as they are written, but for the turn that llm-sim adds', async () => {
    const text = `{
      "state": {
        "turn": 4,
        "agents": { "å\\u0064a": { "cash": 1.0, "big": 12345678901234567890 }, "ben": {} },
        "global_state": { "turn": 4, "wealth": { "a": [1, 2.50] }, "na\\"me": null, "__proto__": 1 }
      },
      "resume": { "version": 1 }
    }`;
    const { state } = await read(text);
    expect(state?.turn).toBe(4);
    expect([...(state?.globals ?? [])]).toEqual([
      ['wealth', '{ "a": [1, 2.50] }'],
      ['na"me', 'null'],
      ['__proto__', '1'],
    ]);
    expect([...(state?.agents ?? [])].map(([agent, values]) => [agent, [...values]])).toEqual([
      [
        'åda',
        [
          ['cash', '1.0'],
          ['big', '12345678901234567890'],
        ],
      ],
      ['ben', []],
    ]);
  });

  it('may lack agents, globals and their own turn', async () => {
    const { state } = await read(stateOf({ agents: null }));
    expect([state?.turn, state?.globals.size, state?.agents.size]).toEqual([4, 0, 0]);
  });

  it('is last.json when it is the only one', async () => {
    const { state } = await read(stateOf({ turn: 7, global_state: { a: 1 } }), 'last.json');
    expect([state?.turn, state?.globals.get('a')]).toEqual([7, '1']);
    expect(await read(stateOf({ global_state: {} }), 'last.json')).toEqual({
      reason: 'state.turn is not a turn',
    });
  });

  it.each([
    ['nothing', '', /^not JSON: /],
    ['half of it', stateOf({ turn: 4 }).slice(0, -3), /^not JSON: /],
    ['NaN', '{"state":{"global_state":{"a":NaN}}}', /^not JSON: /],
    ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), /^not UTF-8$/],
    ['a list', '[]', /^no object state$/],
    ['no state', '{"metadata":{}}', /^no object state$/],
    ['a state that is a text', stateOf('4'), /^no object state$/],
    ['a list of globals', stateOf({ global_state: [] }), /^state\.global_state is not an object$/],
    ['agents that are a number', stateOf({ agents: 3 }), /^state\.agents is not an object$/],
    [
      'an agent that is a number',
      stateOf({ agents: { ada: 3 } }),
      /^state\.agents has no object for "ada"$/,
    ],
    ['another turn', stateOf({ turn: 5 }), /^of turn 5, not 4$/],
  ])('with %s are not read, and a reason is given', async (_, content, reason) => {
    expect((await read(content)).reason).toMatch(reason);
  });

  it('are read to any depth', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const { state } = await read(`{"state":{"global_state":{"deep":${deep}}}}`);
    expect(state?.globals.get('deep')).toBe(deep);
  });

  it('are neither followed elsewhere, nor waited for, nor read when they are huge', async () => {
    const { directory, checkpoint } = await makeFolder();
    await writeFile(path.join(directory, 'secret.json'), stateOf({ turn: 1 }));
    await symlink(path.join(directory, 'secret.json'), checkpoint('turn_1.json'));
    await mkdir(checkpoint('turn_2.json'));
    execFileSync('mkfifo', [checkpoint('turn_3.json')]);
    await writeFile(checkpoint('turn_4.json'), '{');
    await truncate(checkpoint('turn_4.json'), 33 * 1024 * 1024);
    const found = await findCheckpoints(directory);
    const reasons = await Promise.all(
      found.map(async (file) => (await readCheckpoint(file)).reason),
    );
    expect(reasons).toEqual([
      'not a regular file but a symbolic link',
      'not a regular file but a directory',
      'not a regular file but a named pipe',
      'larger than 33554432 bytes',
    ]);
  });

  it('are still not followed or waited for when they become something else', async () => {
    const { directory, checkpoint } = await makeFolder();
    await writeFile(checkpoint('turn_1.json'), stateOf({ turn: 1 }));
    const [found] = await findCheckpoints(directory);
    if (found === undefined) throw new Error('it was not found');
    expect((await readCheckpoint(found)).state?.turn).toBe(1);
    await rename(checkpoint('turn_1.json'), checkpoint('other'));
    expect((await readCheckpoint(found)).reason).toBe(
      'cannot be read: no such file or directory (ENOENT)',
    );
    await symlink(checkpoint('other'), checkpoint('turn_1.json'));
    expect((await readCheckpoint(found)).reason).toBe('not a regular file but a symbolic link');
    await rm(checkpoint('turn_1.json'));
    execFileSync('mkfifo', [checkpoint('turn_1.json')]);
    expect((await readCheckpoint(found)).reason).toBe('not a regular file but a named pipe');
  });

  it('have another key after every change', async () => {
    const { directory, checkpoint } = await makeFolder();
    const changes = [
      () => writeFile(checkpoint('turn_1.json'), '{}'),
      () => utimes(checkpoint('turn_1.json'), 1, 1),
      () => writeFile(checkpoint('turn_1.json'), '{ }'),
      () => writeFile(checkpoint('turn_2.json'), '{ }'),
      () => rm(checkpoint('turn_1.json')),
    ];
    const keys = [checkpointsKey(await findCheckpoints(directory))];
    for (const change of changes) {
      await change();
      keys.push(checkpointsKey(await findCheckpoints(directory)));
    }
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('report why a folder cannot be read', async () => {
    const directory = (await makeTempRoot(onTestFinished)).path;
    await symlink('checkpoints', path.join(directory, 'checkpoints'));
    const [folder, ...others] = await findCheckpoints(directory);
    expect(others).toEqual([]);
    expect(folder?.problem).toContain('a link that leads back to itself');
  });
});
