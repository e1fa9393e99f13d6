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

/** @typedef {{ title: string, command: [string, ...string[]] }} Step */

/**
 * Runs all checks, goes on after one that fails, and says which one did. Lint, which takes the longest by far, is run beside
 * the others.
 *
 * @param {() => Promise<void>} [alsoRun] what else there is to do beside lint, after the others. It may write what they
 *   read: lint has read all types when it begins
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runChecks(alsoRun = async () => {}) {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const run = async (/** @type {Step[]} */ ...steps) => {
    for (const step of steps) tally[(await passes(step)) ? 'passed' : 'failed'] += 1;
  };
  await run(typegen());
  await Promise.all([
    run(lint()),
    run(types(), imports(), unused(), unusedInProduction(), format(), licences()).then(alsoRun),
  ]);
  return tally;
}

/** @param {Step} step */
async function passes({ title, command }) {
  const startMs = performance.now();
  console.log(`check: ${title}…`);
  const output = 'shown-on-failure';
  const code = await runCommand(command, { cwd: ROOT, env: NEXT_ENV, output });
  console.log(`check: ${title} ${code === 0 ? 'passed' : 'FAILED'} in ${durationSince(startMs)}`);
  return code === 0;
}

/** @returns {Step} what tsc and eslint read the types of routes from */
function typegen() {
  return {
    title: 'route types (next typegen)',
    command: [...packageCommand(ROOT, 'next'), 'typegen'],
  };
}

/** @returns {Step} */
function types() {
  const tsc = packageCommand(ROOT, 'typescript', 'tsc');
  return { title: 'types (tsc)', command: [...tsc, '--noEmit', '--pretty', 'false'] };
}

/** @returns {Step} */
function lint() {
  const eslint = packageCommand(ROOT, 'eslint');
  return { title: 'lint (eslint)', command: [...eslint, '.', '--max-warnings', '0'] };
}

/** @returns {Step} */
function imports() {
  const depcruise = packageCommand(ROOT, 'dependency-cruiser', 'depcruise');
  const cruised = CRUISED.filter((path) => existsSync(join(ROOT, path)));
  return {
    title: 'import directions (dependency-cruiser)',
    command: [...depcruise, '--config', '.dependency-cruiser.cjs', ...cruised],
  };
}

/** @returns {Step} */
function unused() {
  return { title: 'unused code (knip)', command: packageCommand(ROOT, 'knip') };
}

/** @returns {Step} what only tests and benchmarks use */
function unusedInProduction() {
  const command = packageCommand(ROOT, 'knip');
  return { title: 'code that only tests use (knip)', command: [...command, '--production'] };
}

/** @returns {Step} */
function format() {
  const prettier = packageCommand(ROOT, 'prettier');
  return {
    title: 'format (prettier)',
    command: [...prettier, '--check', '--log-level', 'warn', '.'],
  };
}

/** @returns {Step} */
function licences() {
  return { title: 'licences of packages', command: [process.execPath, 'bin/check-licences.mjs'] };
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
