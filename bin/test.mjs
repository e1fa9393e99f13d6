// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runChecks } from './check.mjs';
import { durationSince } from './duration.mjs';
import { ensureChromium } from './find-chromium.mjs';
import { packageCommand } from './package-command.mjs';
import {
  ensureApiToolsInstalled,
  ensureBuilt,
  ensureInstalled,
  NEXT_ENV,
  ROOT,
} from './prepare.mjs';
import { runCommand } from './run-command.mjs';
import { stopWithParent } from './stop-with-parent.mjs';
import { summaryLine, tallyPlaywright, tallyVitest } from './test-tally.mjs';

// `npm test`: installs, checks, builds and tests everything. A step that fails does not keep the
// others from being run, unless they need what it makes. The last line is `N passed, N failed`.

/** @typedef {import('./test-tally.mjs').Tally} Tally */

const PARTS = ['check', 'unit', 'api', 'e2e'];
const REPORTS = join(ROOT, 'test-results');
/** @type {Tally} */
const ONE_FAILURE = { passed: 0, failed: 1, skipped: 0 };

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
if (only !== undefined && !PARTS.includes(only)) {
  console.error(`--only ${only}: must be one of ${PARTS.join(', ')}`);
  process.exit(2);
}

stopWithParent();

/** @type {Tally} */
const total = { passed: 0, failed: 0, skipped: 0 };
const wants = (/** @type {string} */ part) => only === undefined || only === part;

if (await succeeds('install', ensureInstalled)) await runParts();

console.log(summaryLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;

async function runParts() {
  const app = { isBuilt: false };
  const build = async () => {
    if (!wants('api') && !wants('e2e')) return;
    if (wants('api')) await succeeds('install what tries the API', ensureApiToolsInstalled);
    app.isBuilt = await succeeds('build', ensureBuilt, 'the api and e2e tests are not run');
  };
  if (wants('check')) await counted('check', () => runChecks(build));
  else await build();

  const projects = [
    ...(wants('unit') ? ['unit', 'dom'] : []),
    ...(wants('api') && app.isBuilt ? ['api'] : []),
  ];
  if (projects.length > 0) await counted(`vitest (${projects.join(', ')})`, () => vitest(projects));

  if (!wants('e2e') || !app.isBuilt) return;
  /** @type {string | undefined} */
  let chromium;
  const find = async () => {
    chromium = await ensureChromium();
  };
  if (await succeeds('find Chromium', find, 'the e2e tests are not run')) {
    await counted('playwright', () => playwright({ CHROMIUM_PATH: chromium }));
  }
}

/**
 * A step that the rest needs; counted only when it fails.
 *
 * @param {string} title
 * @param {() => Promise<void>} work
 * @param {string} [consequence] of a failure
 */
async function succeeds(title, work, consequence) {
  return timed(title, async () => {
    try {
      await work();
      return true;
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      if (consequence !== undefined) console.error(`${title} failed: ${consequence}.`);
      add(ONE_FAILURE);
      return false;
    }
  });
}

/**
 * @param {string} title
 * @param {() => Promise<Tally>} work
 */
async function counted(title, work) {
  await timed(title, async () => {
    const tally = await work();
    add(tally);
    console.log(`${title}: ${summaryLine(tally)}`);
  });
}

/**
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function timed(title, work) {
  const startMs = performance.now();
  console.log(`\n== ${title}`);
  const result = await work();
  console.log(`== ${title}: took ${durationSince(startMs)}`);
  return result;
}

/** @param {Tally} tally */
function add(tally) {
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}

/** @param {string[]} projects */
function vitest(projects) {
  const report = join(REPORTS, 'vitest.json');
  return reported(report, tallyVitest, [
    ...packageCommand(ROOT, 'vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...projects.map((project) => `--project=${project}`),
  ]);
}

/** @param {Record<string, string | undefined>} env */
function playwright(env) {
  return reported(
    join(REPORTS, 'playwright.json'),
    tallyPlaywright,
    [...packageCommand(ROOT, 'playwright'), 'test'],
    env,
  );
}

/**
 * Runs a test runner and counts its report. One that ends badly without saying why is one failure.
 *
 * @template T
 * @param {string} path of the report
 * @param {(report: T) => Tally} tallyReport
 * @param {[string, ...string[]]} command
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<Tally>}
 */
async function reported(path, tallyReport, command, env = {}) {
  mkdirSync(REPORTS, { recursive: true });
  rmSync(path, { force: true });
  const code = await runCommand(command, { cwd: ROOT, env: { ...NEXT_ENV, ...env } });
  try {
    const tally = tallyReport(JSON.parse(readFileSync(path, 'utf8')));
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch (error) {
    console.error(`No report at ${path}:`, error);
    return ONE_FAILURE;
  }
}
