import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('the demo runs, and shows what it promises', () => {
  const demo = fileURLToPath(new URL('event-stream-demo.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', demo], {
    encoding: 'utf8',
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('52 written');
  expect(stdout).toContain('Alice decided 2 times in turns 2 and 3');
  // Up to the turn, down to the state.
  expect(stdout).toMatch(
    /Why did she\?\n {2}turn 2 {2}MILESTONE .*\nWhat did it lead to\?\n {2}turn 2 {2}ACTION .*\n {2}turn 2 {2}STATE /,
  );
  expect(stdout).toMatch(
    /MILESTONE +4 events.*\n +DECISION +16 events.*\n +ACTION +28 events.*\n +STATE +40 events.*\n +DETAIL +52 events/,
  );
});
