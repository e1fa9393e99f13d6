// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What `next build` reads. What is not there is passed over. */
const BUILD_INPUTS = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'proxy.ts',
  'tsconfig.json',
];

const NOT_BUILT = /(\.(test|spec|bench)\.tsx?|\.md)$|^lib\/testing\//;

/**
 * A hash over names and contents of the files a build is made from: it changes when the build
 * would, not when a file is merely touched or a branch is checked out and back.
 *
 * @param {string} root
 * @returns {string}
 */
export function hashSources(root) {
  const hash = createHash('sha256');
  for (const path of BUILD_INPUTS.flatMap((input) => listFiles(root, input))) {
    if (NOT_BUILT.test(path)) continue;
    const content = readFileSync(join(root, path));
    // The length keeps two files from being read as one.
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path relative to root, with forward slashes
 * @returns {string[]} the files at or below it, sorted
 */
function listFiles(root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => listFiles(root, `${path}/${name}`));
}
