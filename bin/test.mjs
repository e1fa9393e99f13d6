// @ts-check
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHECK_LICENCES } from './licences.mjs';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { ROOT, runCommand } from './run-command.mjs';
import { stopWithParent } from './stop-with-parent.mjs';
import { summaryLine, tallyReport } from './test-tally.mjs';

// `npm test`: installs, checks, builds and tests everything. A step that fails does not keep the others from being run,
// unless they need what it makes. The last line is `N passed, N failed`.

const PARTS = ['check', 'unit', 'api', 'e2e'];
const API_TOOLS = 'tools/api-clients';

/** Checks, by title, that run one after the other beside lint: lint takes the longest by far. */
const CHECKS = {
  'types (tsc)': 'tsc --noEmit --pretty false',
  'import directions (dependency-cruiser)':
    'depcruise --config .dependency-cruiser.cjs app bench bin components e2e examples lib tools proxy.ts',
  'unused code (knip)': 'knip',
  'code that only tests use (knip)': 'knip --production',
  'format (prettier)': 'prettier --check --log-level warn .',
  'licences of packages (bin/licences.mjs)': CHECK_LICENCES,
  'licences of the tools that try the API (bin/licences.mjs)': `${CHECK_LICENCES} --prefix ${API_TOOLS}`,
};

const VITEST_REPORT = 'test-results/vitest.xml';
const VITEST = `vitest run --reporter=default --reporter=junit --outputFile.junit=${VITEST_REPORT}`;

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
if (only !== undefined && !PARTS.includes(only)) {
  console.error(`--only ${only}: must be one of ${PARTS.join(', ')}`);
  process.exit(2);
}
const wants = (/** @type {string} */ part) => only === undefined || only === part;

const total = { passed: 0, failed: 0, skipped: 0 };

stopWithParent();
if (await succeeds('install', () => ensureInstalled())) await runParts();
console.log(summaryLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;

async function runParts() {
  let lint = Promise.resolve(true);
  if (wants('check')) {
    // tsc and eslint read its outcome.
    await succeeds('route types (next typegen)', () => runCommand('next typegen'));
    lint = succeeds('lint (eslint)', () => runCommand('eslint . --max-warnings 0'));
    for (const [title, command] of Object.entries(CHECKS)) {
      await succeeds(title, () => runCommand(command));
    }
  }
  if (wants('api')) {
    await succeeds('install what tries the API', () => ensureInstalled(API_TOOLS));
  }
  // It writes what lint reads; lint has read it by now.
  const isBuilt =
    (wants('api') || wants('e2e')) &&
    (await succeeds('build, which API and browser tests need', ensureBuilt));
  await lint;

  const projects = wants('unit') ? ['unit', 'dom'] : [];
  if (wants('api') && isBuilt) projects.push('api');
  if (projects.length > 0) {
    const command = `${VITEST} --project=${projects.join(' --project=')}`;
    await succeeds(`vitest ${projects.join(' ')}`, () => runTests(command, VITEST_REPORT));
  }
  if (wants('e2e') && isBuilt) await succeeds('playwright', playwright);
}

/**
 * Does a step, and counts it: as its tally says, else as one that passed, or one that failed if it throws.
 *
 * @param {string} title
 * @param {() => Promise<import('./test-tally.mjs').Tally | void>} work
 */
async function succeeds(title, work) {
  console.log(`\n== ${title}`);
  console.time(`== ${title}`);
  let tally = { passed: 0, failed: 1, skipped: 0 };
  try {
    tally = (await work()) ?? { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
  console.timeLog(`== ${title}`, summaryLine(tally));
  return tally.failed === 0;
}

async function playwright() {
  // It imports a package.
  const { ensureChromium } = await import('./find-chromium.mjs');
  process.env['CHROMIUM_PATH'] = await ensureChromium();
  return runTests('playwright test', 'test-results/playwright.xml');
}

/**
 * Runs a test runner, and counts its report. A runner that fails without a failed test is one failure.
 *
 * @param {string} command
 * @param {string} report the file that the command writes
 */
async function runTests(command, report) {
  rmSync(join(ROOT, report), { force: true });
  const isFailure = await runCommand(command, { isShown: true }).catch(() => true);
  const tally = tallyReport(readFileSync(join(ROOT, report), 'utf8'));
  return { ...tally, failed: Math.max(tally.failed, isFailure ? 1 : 0) };
}
