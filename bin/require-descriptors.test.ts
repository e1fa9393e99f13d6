import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { NEEDED_DESCRIPTORS, readDescriptorLimit } from './require-descriptors.mjs';

const CAUSEWAY = fileURLToPath(new URL('causeway.mjs', import.meta.url));

const isTold = readDescriptorLimit() !== undefined;

it.runIf(isTold)('reports the required and the allowed number of open files', async () => {
  const script = `ulimit -n 64 && exec "${process.execPath}" "${CAUSEWAY}" --version`;
  await expect(promisify(execFile)('/bin/sh', ['-c', script])).rejects.toMatchObject({
    code: 1,
    stderr: `causeway: This process may have 64 files open, and needs ${String(NEEDED_DESCRIPTORS)}: raise the limit, for example with ulimit -n 1024.\n`,
  });
});

it('knows no limit when the system reports none', () => {
  expect(readDescriptorLimit('/nowhere')).toBeUndefined();
});
