import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const CAUSEWAY = fileURLToPath(new URL('causeway.mjs', import.meta.url));

it.runIf(existsSync('/proc/self/limits'))('reports the required number of open files', async () => {
  const script = `ulimit -n 64 && exec "${process.execPath}" "${CAUSEWAY}" --version`;
  await expect(promisify(execFile)('/bin/sh', ['-c', script])).rejects.toMatchObject({
    code: 1,
    stderr:
      'causeway: This process may have 64 files open, and needs 256: raise the limit, for example with ulimit -n 1024.\n',
  });
});
