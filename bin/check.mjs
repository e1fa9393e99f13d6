// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { durationSince } from './duration.mjs';
import { packageCommand } from './package-command.mjs';
import { ensureInstalled, NEXT_ENV, PrepareError, ROOT } from './prepare.mjs';
import { runCommand } from './run-command.mjs';

// `npm run check`: everything that can be said about the sources without running them.

/** What dependency-cruiser looks at; it does not pass over a folder that is not there. */
const CRUISED = [
  'app',
  'bench',
  'bin',
  'components',
  'e2e',
  'examples',
  'lib',
  'tools',
  'proxy.ts',
];

/**
 * Runs all checks, goes on after one that fails, and says which step runs.
 *
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runChecks() {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const { title, command } of checkSteps()) {
    const startMs = performance.now();
    console.log(`check: ${title}…`);
    const code = await runCommand(command, { cwd: ROOT, env: NEXT_ENV });
    tally[code === 0 ? 'passed' : 'failed'] += 1;
    console.log(`check: ${title} ${code === 0 ? 'passed' : 'FAILED'} in ${durationSince(startMs)}`);
  }
  return tally;
}

/** @returns {{ title: string, command: [string, ...string[]] }[]} */
function checkSteps() {
  const cruised = CRUISED.filter((path) => existsSync(join(ROOT, path)));
  const depcruise = packageCommand(ROOT, 'dependency-cruiser', 'depcruise');
  return [
    // First: tsc and eslint read the route types it writes.
    { title: 'route types (next typegen)', command: [...packageCommand(ROOT, 'next'), 'typegen'] },
    {
      title: 'types (tsc)',
      command: [...packageCommand(ROOT, 'typescript', 'tsc'), '--noEmit', '--pretty', 'false'],
    },
    {
      title: 'lint (eslint)',
      command: [...packageCommand(ROOT, 'eslint'), '.', '--max-warnings', '0'],
    },
    {
      title: 'import directions (dependency-cruiser)',
      command: [...depcruise, '--config', '.dependency-cruiser.cjs', ...cruised],
    },
    { title: 'unused code (knip)', command: packageCommand(ROOT, 'knip') },
    {
      title: 'format (prettier)',
      command: [...packageCommand(ROOT, 'prettier'), '--check', '--log-level', 'warn', '.'],
    },
  ];
}

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  try {
    await ensureInstalled();
    const { failed } = await runChecks();
    process.exitCode = failed === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof PrepareError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
