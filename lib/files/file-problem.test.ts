import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fileProblem, withoutPaths } from './file-problem';

describe('a problem with a file', () => {
  it('is described without the path of the file', async () => {
    const error: unknown = await readFile('/no/such/place').catch((reason: unknown) => reason);
    expect(fileProblem(error)).toBe('no such file or directory (ENOENT)');
  });

  it.each([
    [
      `EACCES: permission denied, open '/home/ada/out put/e.jsonl'`,
      `EACCES: permission denied, open "e.jsonl"`,
    ],
    [
      'IO Error: Cannot open file "/var/cache/x/i.duckdb": No space left',
      'IO Error: Cannot open file "i.duckdb": No space left',
    ],
    ['Could not read /srv/runs/a/b.json: torn', 'Could not read b.json: torn'],
    [String.raw`open 'C:\runs\a.jsonl'`, 'open "a.jsonl"'],
    [
      '12/30 lines of http://127.0.0.1:8000/x and application/json',
      '12/30 lines of http://127.0.0.1:8000/x and application/json',
    ],
  ])('%s: %s', (message, told) => {
    expect(withoutPaths(message)).toBe(told);
    expect(fileProblem(new Error(message))).toBe(told);
  });
});
