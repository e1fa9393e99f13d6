import { mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { makeFolder, makeFolderSync } from './make-folder';

describe.each([
  ['makeFolder', makeFolder],
  [
    'makeFolderSync',
    async (folder: string) => {
      makeFolderSync(folder);
    },
  ],
])('%s', (_name, make) => {
  it('makes a folder with its missing parents, and leaves one that exists', async () => {
    await using root = await makeTempRoot();
    const folder = path.join(root.path, 'a', 'b', 'c');
    await make(folder);
    await make(folder);
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  it('follows a link to a folder', async () => {
    await using root = await makeTempRoot();
    await mkdir(path.join(root.path, 'real'));
    await symlink('real', path.join(root.path, 'link'));
    await make(path.join(root.path, 'link', 'a'));
    expect((await stat(path.join(root.path, 'real', 'a'))).isDirectory()).toBe(true);
  });

  it('reports that a file has the name', async () => {
    await using root = await makeTempRoot();
    await writeFile(path.join(root.path, 'file'), '');
    await expect(make(path.join(root.path, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(make(path.join(root.path, 'file', 'a', 'b'))).rejects.toMatchObject({
      code: 'EEXIST',
    });
  });

  it('makes one folder for two callers at once', async () => {
    await using root = await makeTempRoot();
    const folder = path.join(root.path, 'a', 'b');
    await Promise.all([make(folder), make(folder)]);
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  it.runIf(process.platform === 'linux')(
    'fails on a file system that takes no folders, at once',
    async () => {
      await expect(make('/proc/causeway/a')).rejects.toMatchObject({ code: 'ENOENT' });
    },
    2000,
  );
});
