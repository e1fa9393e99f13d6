// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { doOnce } from './do-once.mjs';
import { ROOT, runCommand } from './run-command.mjs';

// What is imported here runs before packages are installed: it may import modules of Node only.

const OLDEST_NODE = '20.19';
const LOCK = join(ROOT, '.prepare.lock');
const BUILD_STAMP = join(ROOT, '.next/causeway-source-hash');

/** Folders and files that `next build` reads. */
const BUILD_FOLDERS = ['app', 'components', 'lib', 'public'];
const BUILD_FILES = ['next.config.mjs', 'package-lock.json', 'proxy.ts', 'tsconfig.json'];
const NOT_BUILT = /(\.(test|spec|bench)\.tsx?|\.md)$|^lib[/\\]testing[/\\]/;

/**
 * Installs the packages of a package-lock.json unless they are installed.
 *
 * @param {string} [folder] of the package-lock.json, relative to ROOT
 * @throws {Error} when this Node is too old, or npm fails
 */
export async function ensureInstalled(folder = '.') {
  const { node } = process.versions;
  if (node.localeCompare(OLDEST_NODE, 'en', { numeric: true }) < 0) {
    throw new Error(
      `Causeway needs Node.js ${OLDEST_NODE} or newer; this is ${node}. See https://nodejs.org.`,
    );
  }
  // The build and the checks are development packages, which NODE_ENV=production would leave out.
  const command = 'npm ci --include=dev --no-audit --no-fund --loglevel=error';
  await doOnce(
    LOCK,
    `Installing the packages of ${join(folder, 'package-lock.json')} (once, about a minute)`,
    () => isInstalled(join(ROOT, folder)),
    () => runCommand(`${command} --prefix ${folder}`),
  );
}

/** Builds the pages unless they are built from the sources as they are now. */
export async function ensureBuilt() {
  await doOnce(
    LOCK,
    'Building the pages (once after each change, about a minute)',
    () => existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === hashSources(ROOT),
    async () => {
      // A change while the build runs makes the next start build again.
      const sourceHash = hashSources(ROOT);
      rmSync(BUILD_STAMP, { force: true });
      await runCommand('next build', { env: { NODE_ENV: 'production' } });
      writeFileSync(BUILD_STAMP, sourceHash);
    },
  );
}

/**
 * Whether npm has installed what package-lock.json asks for. Optional packages may be missing: most are for other platforms.
 *
 * @param {string} folder
 */
export function isInstalled(folder) {
  try {
    const [wanted, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map(
      (lockfile) => JSON.parse(readFileSync(join(folder, lockfile), 'utf8')).packages,
    );
    delete wanted[''];
    return (
      Object.keys(installed).every((path) => path in wanted && existsSync(join(folder, path))) &&
      Object.keys(wanted).every((path) =>
        path in installed
          ? installed[path].version === wanted[path].version
          : wanted[path].optional,
      )
    );
  } catch {
    // npm, which writes its record last, has not ended.
    return false;
  }
}

/**
 * A hash over names and contents of the files that a build is made from. Times do not count: a branch that is checked out
 * and left again needs no build.
 *
 * @param {string} root
 */
export function hashSources(root) {
  const hash = createHash('sha256');
  const files = BUILD_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
  );
  for (const file of [...files.sort(), ...BUILD_FILES]) {
    if (NOT_BUILT.test(file) || !statSync(join(root, file)).isFile()) continue;
    const content = readFileSync(join(root, file));
    // The length keeps two files from being read as one.
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
