// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCheckoutLock } from './checkout-lock.mjs';
import { durationSince } from './duration.mjs';
import { packageCommand } from './package-command.mjs';
import { isInstalled } from './package-lock.mjs';
import { runCommand } from './run-command.mjs';
import { hashSources } from './source-hash.mjs';

// Everything here runs before anything is installed: Node's own modules only.

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What Next is always started with: nothing is sent anywhere, nothing is downloaded. */
export const NEXT_ENV = Object.freeze({
  NEXT_TELEMETRY_DISABLED: '1',
  NEXT_IGNORE_INCORRECT_LOCKFILE: '1',
});

const MINIMUM_NODE = { major: 20, minor: 19 };
const API_TOOLS = join(ROOT, 'tools/api-clients');

// In the folder of a package.json.
const LOCKFILE = 'package-lock.json';
const INSTALLED_LOCKFILE = 'node_modules/.package-lock.json';
const INSTALL_STAMP = 'node_modules/.causeway-lock-hash';

const BUILD_ID = join(ROOT, '.next/BUILD_ID');
const BUILD_STAMP = join(ROOT, '.next/causeway-source-hash');

/** A step before the start failed; the message is for the person who started it. */
export class PrepareError extends Error {
  /** @override */
  name = 'PrepareError';
}

/** @throws {PrepareError} when this Node is too old to run Causeway */
export function ensureNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const { major: wantedMajor, minor: wantedMinor } = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new PrepareError(
    `Causeway needs Node.js ${wantedMajor}.${wantedMinor} or newer; this is ${process.versions.node}. ` +
      `See https://nodejs.org.`,
  );
}

/**
 * Installs the packages of package-lock.json unless they are there.
 *
 * @throws {PrepareError} when npm fails
 */
export async function ensureInstalled() {
  ensureNode();
  await ensureInstalledIn(ROOT, 'Installing packages (first start only, about a minute)');
}

/**
 * Installs the generators of API clients and the linters of OpenAPI that a test needs; nothing else does.
 *
 * @throws {PrepareError} when npm fails
 */
export async function ensureApiToolsInstalled() {
  await ensureInstalledIn(API_TOOLS, 'Installing the tools that try the API', [
    // One of them would report to a host of its own.
    '--ignore-scripts',
  ]);
}

/**
 * Builds the pages unless they are built from the sources as they stand.
 *
 * @throws {PrepareError} when the build fails
 */
export async function ensureBuilt() {
  if (isBuildCurrent(hashSources(ROOT))) return;
  await withCheckoutLock(
    ROOT,
    async () => {
      const sourceHash = hashSources(ROOT);
      if (isBuildCurrent(sourceHash)) return;
      await timed('Building the pages (once after each change, about a minute)', build);
      // The hash of before the build: what was edited meanwhile is built next time.
      writeFileSync(BUILD_STAMP, sourceHash);
    },
    sayWaiting,
  );
}

/**
 * @param {string} folder that of a package.json
 * @param {string} title
 * @param {string[]} [options] of npm
 */
async function ensureInstalledIn(folder, title, options = []) {
  if (isInstallCurrent(folder)) return;
  await withCheckoutLock(
    ROOT,
    async () => {
      if (isInstallCurrent(folder)) return;
      await timed(title, () => install(folder, options));
      writeFileSync(join(folder, INSTALL_STAMP), lockHash(folder));
    },
    sayWaiting,
  );
}

/** @param {string} folder */
function isInstallCurrent(folder) {
  const hash = lockHash(folder);
  const stamp = join(folder, INSTALL_STAMP);
  if (readIfThere(stamp) === hash) return true;
  // Installed by npm itself, without us.
  const installed = readIfThere(join(folder, INSTALLED_LOCKFILE));
  if (installed === undefined) return false;
  const wanted = JSON.parse(readFileSync(join(folder, LOCKFILE), 'utf8'));
  if (!isInstalled(wanted, JSON.parse(installed))) return false;
  writeFileSync(stamp, hash);
  return true;
}

/** @param {string} sourceHash */
function isBuildCurrent(sourceHash) {
  return existsSync(BUILD_ID) && readIfThere(BUILD_STAMP) === sourceHash;
}

/**
 * @param {string} folder
 * @param {string[]} options
 */
async function install(folder, options) {
  const code = await runCommand(
    // TypeScript and the checks are development packages and wanted even under NODE_ENV=production.
    ['npm', 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', ...options],
    { cwd: folder, output: 'shown-on-failure' },
  );
  if (code !== 0) {
    throw new PrepareError(
      `npm ci failed with exit code ${code}: its output is above. ` +
        'Is the package registry reachable?',
    );
  }
}

async function build() {
  // Without its stamp a build that was cut off is never taken for a finished one.
  rmSync(BUILD_STAMP, { force: true });
  const code = await runCommand([...packageCommand(ROOT, 'next'), 'build'], {
    cwd: ROOT,
    env: { ...NEXT_ENV, NODE_ENV: 'production' },
    output: 'shown-on-failure',
  });
  if (code !== 0) {
    throw new PrepareError(`next build failed with exit code ${code}: its output is above.`);
  }
}

/**
 * @param {string} title
 * @param {() => Promise<void>} work
 */
async function timed(title, work) {
  const startMs = performance.now();
  process.stderr.write(`${title}… `);
  try {
    await work();
  } catch (error) {
    process.stderr.write(`failed after ${durationSince(startMs)}\n`);
    throw error;
  }
  process.stderr.write(`done in ${durationSince(startMs)}\n`);
}

/** @param {string} holder */
function sayWaiting(holder) {
  process.stderr.write(`Waiting for ${holder}, which is preparing this folder too…\n`);
}

/** @param {string} folder */
function lockHash(folder) {
  return createHash('sha256')
    .update(readFileSync(join(folder, LOCKFILE)))
    .digest('hex');
}

/**
 * @param {string} path
 * @returns {string | undefined}
 */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
