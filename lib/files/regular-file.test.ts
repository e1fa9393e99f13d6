import { execFileSync } from 'node:child_process';
import { mkdir, rename, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { openForAppending, openRegularFile, readRegularFile } from './regular-file';
import { readSimulationName } from './run-document';

/** Functions that each put something other than a regular file at a path. */
const UNFIT: readonly (readonly [string, (at: string) => unknown, RegExp])[] = [
  ['a named pipe', makePipe, /a named pipe$/],
  ['a link to a named pipe', (at) => linkToPipe(at), /pipe$/],
  ['a directory', (at) => mkdir(at), /a directory$/],
  ['a device that never ends', (at) => symlink('/dev/zero', at), /a device$/],
  ['a socket', (at) => listenAt(at), /a socket$/],
];

describe('regular files', () => {
  it.each(UNFIT)('are not %s, which is not opened', async (_, make, reason) => {
    const file = path.join(await makeFolder(), 'config.json');
    await make(file);
    await expect(openRegularFile(file)).rejects.toThrow(reason);
    await expect(readRegularFile(file, { maxBytes: 100 })).rejects.toThrow(reason);
    expect(() => openForAppending(file)).toThrow(reason);
    expect(await readSimulationName(path.dirname(file))).toBeUndefined();
  });

  it('are read up to a size and not beyond', async () => {
    const file = path.join(await makeFolder(), 'config.json');
    await writeFile(file, 'x'.repeat(100));
    expect((await readRegularFile(file, { maxBytes: 100 })).toString()).toBe('x'.repeat(100));
    await expect(readRegularFile(file, { maxBytes: 99 })).rejects.toThrow('larger than 99 bytes');
    await truncate(file, 5 * 1024 ** 3);
    await expect(readRegularFile(file, { maxBytes: 100 })).rejects.toThrow('larger than 100 bytes');
    expect(await readSimulationName(path.dirname(file))).toBeUndefined();
  });

  it('are read completely although the system reports size 0', async () => {
    const bytes = await readRegularFile('/proc/self/status', { maxBytes: 100_000 });
    expect(bytes.toString()).toMatch(/^Name:[^]*Pid:/);
  });

  it('may be reached by links, unless no link is to be followed', async () => {
    const folder = await makeFolder();
    const [file, link] = [path.join(folder, 'file'), path.join(folder, 'link')];
    await writeFile(file, 'text');
    await symlink(file, link);
    expect((await readRegularFile(link, { maxBytes: 10 })).toString()).toBe('text');
    await expect(openRegularFile(link, { followsLinks: false })).rejects.toThrow('a symbolic link');
    await rename(file, `${file}.gone`);
    await expect(openRegularFile(link)).rejects.toThrow('ENOENT');
  });
});

async function makeFolder(): Promise<string> {
  return (await makeTempRoot(onTestFinished)).path;
}

function makePipe(at: string): void {
  execFileSync('mkfifo', [at]);
}

async function linkToPipe(at: string): Promise<void> {
  makePipe(`${at}.pipe`);
  await symlink(`${at}.pipe`, at);
}

async function listenAt(at: string): Promise<void> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(at, resolve));
}
