import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { withoutRights } from '../testing/without-rights';
import { findEventParts } from './event-parts';
import { lookAtRuns } from './run-looks';

/** A root with one good run, `good`, for all tests. */
async function setUp(): Promise<string> {
  const root = (await makeTempRoot(onTestFinished)).path;
  await chmod(root, 0o755);
  await makeRun(path.join(root, 'good'));
  return root;
}

async function makeRun(folder: string | Buffer): Promise<void> {
  await mkdir(folder);
  const file = Buffer.concat([Buffer.from(folder), Buffer.from('/events.jsonl')]);
  await writeFile(file, '{}\n');
}

async function look(root: string): Promise<readonly (readonly [string, string | undefined])[]> {
  return (await lookAtRuns(root)).map(({ id, problem }) => [id, problem] as const);
}

describe('a look at an output root', () => {
  it.each<[string, (root: string) => Promise<void>, name: string, problem: RegExp]>([
    [
      'a folder that may not be looked into',
      (root) => mkdir(path.join(root, 'lost+found'), { mode: 0o000 }),
      'lost+found',
      /^its folder cannot be read: permission denied \(EACCES\)$/,
    ],
    [
      'a run whose files may be listed but not looked at',
      async (root) => {
        await makeRun(path.join(root, 'listed'));
        await chmod(path.join(root, 'listed'), 0o444);
      },
      'listed',
      /^"events\.jsonl": permission denied \(EACCES\)$/,
    ],
    [
      'a run whose only part is compressed in another format than gzip',
      async (root) => {
        await mkdir(path.join(root, 'packed'));
        await writeFile(path.join(root, 'packed', 'events.jsonl.zst'), '');
      },
      'packed',
      /^"events\.jsonl\.zst": compressed, but not as \.gz/,
    ],
    [
      'a link to itself',
      (root) => symlink('loop', path.join(root, 'loop')),
      'loop',
      /a link that leads back to itself/,
    ],
    [
      'a link to nothing',
      (root) => symlink('nowhere', path.join(root, 'dangling')),
      'dangling',
      /a link that leads to nothing/,
    ],
    [
      'a link through a file',
      (root) => symlink('good/events.jsonl/more', path.join(root, 'through')),
      'through',
      /a link that leads to nothing/,
    ],
    [
      'a run whose stream is a link to itself',
      async (root) => {
        await mkdir(path.join(root, 'run'));
        await symlink('events.jsonl', path.join(root, 'run', 'events.jsonl'));
      },
      'run',
      /^"events\.jsonl": a link that leads back to itself/,
    ],
    [
      'a run whose older part is a link to nothing',
      async (root) => {
        await makeRun(path.join(root, 'run'));
        await symlink('gone', path.join(root, 'run', 'events_2026-01-01_00-00-00.jsonl'));
      },
      'run',
      /^"events_2026-01-01_00-00-00\.jsonl": a link that leads to nothing/,
    ],
    [
      'a run whose stream is a folder',
      (root) => mkdir(path.join(root, 'run', 'events.jsonl'), { recursive: true }).then(),
      'run',
      /^"events\.jsonl" is not a regular file$/,
    ],
    [
      'a name with a backslash',
      (root) => makeRun(path.join(root, 'a\\b')),
      'a\\b',
      /a backslash, which URLs treat as a slash/,
    ],
    [
      'a name that is not UTF-8',
      (root) => makeRun(Buffer.concat([Buffer.from(`${root}/run-`), Buffer.from([0xe9])])),
      'run-\\xe9',
      /not UTF-8/,
    ],
  ])('reports why %s cannot be read, and lists the other runs', async (_, make, name, problem) => {
    const root = await setUp();
    await make(root);
    onTestFinished(() => chmod(path.join(root, name), 0o755).catch(() => undefined));
    const entries = await withoutRights(() => look(root));
    expect(Object.fromEntries(entries)).toEqual({
      good: undefined,
      [name]: expect.stringMatching(problem),
    });
    expect(JSON.stringify(entries)).not.toContain(root);
  });

  it('skips entries that are not simulations', async () => {
    const root = await setUp();
    await writeFile(path.join(root, 'events.jsonl'), '{}\n');
    await mkdir(path.join(root, 'notes', 'events'), { recursive: true });
    await symlink('events.jsonl', path.join(root, 'link to a file'));
    await mkdir(path.join(root, 'back\\slash'));
    await mkdir(Buffer.concat([Buffer.from(`${root}/notes-`), Buffer.from([0xff])]));
    expect(await look(root)).toEqual([['good', undefined]]);
    expect(await look(path.join(root, 'nowhere'))).toEqual([]);
  });

  it('takes a link to a folder for the folder, and a name with control characters as it is', async () => {
    const root = await setUp();
    const elsewhere = await setUp();
    await symlink(path.join(elsewhere, 'good'), path.join(root, 'linked'));
    await makeRun(path.join(root, 'two\nlines\t\u0007'));
    const ids = (await look(root)).map(([id]) => id);
    expect(ids.sort()).toEqual(['good', 'linked', 'two\nlines\t\u0007']);
  });

  it('fails with a reason when the root itself may not be read', async () => {
    const root = await setUp();
    await chmod(root, 0o000);
    onTestFinished(() => chmod(root, 0o755));
    await expect(withoutRights(() => look(root))).rejects.toThrow(
      'The output root cannot be read: permission denied (EACCES).',
    );
  });

  it('leaves out a run that vanishes during the look, without a problem', async () => {
    const root = await setUp();
    const ids = Array.from({ length: 300 }, (_, at) => `run-${String(at)}`);
    await Promise.all(ids.map((id) => makeRun(path.join(root, id))));
    const looks = Array.from({ length: 5 }, () => look(root));
    await Promise.all(ids.map((id) => rm(path.join(root, id), { recursive: true })));
    for (const entries of await Promise.all(looks)) {
      expect(entries).toContainEqual(['good', undefined]);
      expect(entries.filter(([, problem]) => problem !== undefined)).toEqual([]);
    }
    expect(await look(root)).toEqual([['good', undefined]]);
  });
});

it('parts that cannot be looked at are an error with the reason', async () => {
  const root = await setUp();
  await rm(path.join(root, 'good', 'events.jsonl'));
  await symlink('events.jsonl', path.join(root, 'good', 'events.jsonl'));
  await expect(findEventParts(path.join(root, 'good'))).rejects.toMatchObject({
    code: 'event_files_unreadable',
    message: expect.stringContaining('The event files of "good" cannot be read: "events.jsonl"'),
  });
});
