// @ts-check

/** Licences that ask for no more than their text and the names of their authors to be kept. */
const PERMISSIVE = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC'],
  ...['MIT', 'MIT-0', 'PSF-2.0', 'Python-2.0', 'Unlicense'],
]);

/**
 * Other licences, each with the packages that may have it and why.
 *
 * @type {readonly { licence: string, packages: RegExp, reason: string }[]}
 */
const EXCEPTIONS = [
  {
    licence: 'LGPL-3.0-or-later',
    packages: /^@img\/sharp-/,
    reason: 'an optional library of Next.js, loaded at run time, that no page of ours uses',
  },
  { licence: 'CC-BY-4.0', packages: /^caniuse-lite$/, reason: 'data that builds read' },
  { licence: 'SIL OPEN FONT LICENSE', packages: /^geist$/, reason: 'fonts, served as they are' },
  {
    licence: 'MPL-2.0',
    packages: /^(axe-core|lightningcss(-.*)?)$/,
    reason: 'tools of tests and builds, used as they are',
  },
];

/**
 * @typedef {{ license?: unknown, dev?: boolean }} LockedPackage
 * @param {{ packages: Readonly<Record<string, LockedPackage>> }} lock package-lock.json
 * @returns {string[]} a line for each package whose licence is not among those that Causeway may be given on with
 */
export function findForeignLicences({ packages }) {
  return Object.entries(packages).flatMap(([folder, { license }]) => {
    // The root is Causeway itself.
    if (folder === '') return [];
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return isAllowed(name, license) ? [] : [`${folder}: ${JSON.stringify(license ?? null)}`];
  });
}

/**
 * @param {string} name
 * @param {unknown} expression of SPDX; one that mixes AND and OR is not understood, and not allowed
 */
function isAllowed(name, expression) {
  if (typeof expression !== 'string') return false;
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  const allows = (/** @type {string} */ licence) =>
    PERMISSIVE.has(licence) ||
    EXCEPTIONS.some((one) => one.licence === licence && one.packages.test(name));
  const [isChoice, isSum] = [plain.includes(' OR '), plain.includes(' AND ')];
  if (isChoice && isSum) return false;
  return isChoice ? plain.split(' OR ').some(allows) : plain.split(' AND ').every(allows);
}
