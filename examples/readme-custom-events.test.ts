import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { readEvents } from '../lib/testing/run-simulation';
import { makeTempRoot } from '../lib/testing/temp-root';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

it('the README shows how to emit events of one’s own, and it works', async () => {
  const { path: folder } = await makeTempRoot(onTestFinished);
  const readme = await readFile(path.join(ROOT, 'README.md'), 'utf8');
  const block = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)]
    .map(([, code = '']) => code)
    .find((code) => code.includes('eventWriter'));
  const outputRoot = path.join(folder, 'output');
  const program = (block ?? '')
    .replace('./lib/index', path.join(ROOT, 'lib/index.ts'))
    .replace(/\bconfig,/, `config, outputRoot: ${JSON.stringify(outputRoot)},`);
  await writeFile(path.join(folder, 'program.mts'), program);
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', path.join(folder, 'program.mts')],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const [run = ''] = await readdir(outputRoot);
  const events = await readEvents(path.join(outputRoot, run));
  const alarm = events.find(({ details }) => details?.['error_type'] === 'llm_timeout');
  const retried = events.find(({ description }) => description === 'Retried');
  expect(retried?.caused_by).toEqual([alarm?.event_id]);
});
