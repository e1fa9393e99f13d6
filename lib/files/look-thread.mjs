// @ts-check
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

// Looks at folders in a separate thread; see look-at-folders.ts. It is plain JavaScript, which starts at once.

/** The maximum number of looks at a folder in which files are renamed meanwhile. */
const MAX_LOOKS = 20;

/** The numbers per file: see STAT_FIELDS of look-at-folders.ts. */
const STAT_FIELDS = 5;

/** The code of a link to nothing. The system's ENOENT is the same as for a missing name. */
const DANGLING = 'DANGLING';

/** @typedef {{ names: readonly string[], stats: bigint[], problems: [name: string, code: string][], isMoving: boolean }} Look */

parentPort?.on('message', (/** @type {import('./look-at-folders').LookRequest} */ request) => {
  const answer = 'root' in request ? listRoot(request.root) : lookAtAll(request);
  parentPort?.postMessage(answer);
});

/**
 * @param {string} root
 * @returns {import('./look-at-folders').RootReply}
 */
function listRoot(root) {
  try {
    const names = readdirSync(root);
    if (!names.some((name) => name.includes('\ufffd'))) return { names, rawNames: [] };
    /** @type {string[]} */
    const texts = [];
    /** @type {Uint8Array[]} */
    const rawNames = [];
    for (const bytes of readdirSync(root, { encoding: 'buffer' })) {
      const text = bytes.toString('utf8');
      if (Buffer.from(text).equals(bytes)) texts.push(text);
      else rawNames.push(Uint8Array.from(bytes));
    }
    return { names: texts, rawNames };
  } catch (error) {
    return { names: [], rawNames: [], problem: codeOf(error) };
  }
}

/**
 * @param {import('./look-at-folders').FoldersRequest} request
 * @returns {import('./look-at-folders').FoldersReply}
 */
function lookAtAll({ folders, wanted }) {
  /** @type {bigint[]} */
  const stats = [];
  const replies = folders.map((folder) => {
    try {
      const look = lookAt(folder, wanted);
      for (const stat of look.stats) stats.push(stat);
      return { names: look.names.join('/'), problems: look.problems };
    } catch (error) {
      return { names: '', problems: [], problem: whyNoFolder(folder, codeOf(error)) };
    }
  });
  return { folders: replies, stats: BigUint64Array.from(stats) };
}

/**
 * @param {string | Uint8Array} folder
 * @param {RegExp} wanted
 * @returns {Look}
 */
function lookAt(folder, wanted) {
  let names = readNames(folder, wanted);
  for (let look = 1; ; look++) {
    const found = statAll(folder, names);
    const namesNow = readNames(folder, wanted);
    // A folder that changes during the read may hide a name, and a name may belong to another file afterwards.
    const isSame = !found.isMoving && namesNow.join('/') === names.join('/');
    if (isSame || look === MAX_LOOKS) return found;
    names = namesNow;
  }
}

/**
 * @param {string | Uint8Array} folder
 * @param {readonly string[]} names
 * @returns {Look}
 */
function statAll(folder, names) {
  /** @type {Look} */
  const look = { names, stats: [], problems: [], isMoving: false };
  for (const name of names) {
    const file = pathIn(folder, name);
    const problem = problemOf(() => {
      const { dev, ino, size, mtimeNs, mode } = statSync(file, { bigint: true });
      look.stats.push(dev, ino, size, BigInt.asUintN(64, mtimeNs), mode);
    });
    if (problem === undefined) continue;
    for (let field = 0; field < STAT_FIELDS; field++) look.stats.push(0n);
    const isGone = problem === 'ENOENT' && !isThere(file);
    look.isMoving ||= isGone;
    look.problems.push([name, problem === 'ENOENT' && !isGone ? DANGLING : problem]);
  }
  return look;
}

/**
 * @param {string | Uint8Array} folder
 * @param {RegExp} wanted
 */
function readNames(folder, wanted) {
  return readdirSync(typeof folder === 'string' ? folder : Buffer.from(folder)).filter((name) =>
    wanted.test(name),
  );
}

/**
 * The problem of a folder that cannot be read.
 * @param {string | Uint8Array} folder
 * @param {string} code
 */
function whyNoFolder(folder, code) {
  const file = typeof folder === 'string' ? folder : Buffer.from(folder);
  if (code === 'ENOENT') return isThere(file) ? DANGLING : code;
  if (code !== 'ENOTDIR') return code;
  // A file, or a link with a file in its path.
  return problemOf(() => void statSync(file)) === undefined || !isThere(file) ? code : DANGLING;
}

/** @param {string | Buffer} file */
function isThere(file) {
  return problemOf(() => void lstatSync(file)) === undefined;
}

/** @param {() => void} work */
function problemOf(work) {
  try {
    work();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/**
 * @param {string | Uint8Array} folder
 * @param {string} name
 */
function pathIn(folder, name) {
  if (typeof folder === 'string') return `${folder}/${name}`;
  return Buffer.concat([folder, Buffer.from(`/${name}`)]);
}
