import { expect, it } from 'vitest';
import { findForeignLicences } from './licences.mjs';

const lockOf = (folder: string, license: unknown) => ({
  packages: { '': { license: 'GPL-3.0' }, [folder]: { license } },
});

it.each([
  ['node_modules/a', 'MIT'],
  ['node_modules/a', '(MIT OR GPL-3.0)'],
  ['node_modules/a', 'MIT AND ISC'],
  ['node_modules/next/node_modules/@img/sharp-wasm32', 'Apache-2.0 AND LGPL-3.0-or-later AND MIT'],
])('takes %s of licence %s', (folder, license) => {
  expect(findForeignLicences(lockOf(folder, license))).toEqual([]);
});

it.each([
  ['node_modules/a', 'GPL-3.0', 'node_modules/a: "GPL-3.0"'],
  ['node_modules/a', 'MIT AND GPL-3.0', 'node_modules/a: "MIT AND GPL-3.0"'],
  ['node_modules/a', '(MIT OR ISC) AND (GPL-3.0)', 'node_modules/a: "(MIT OR ISC) AND (GPL-3.0)"'],
  ['node_modules/a', 'LGPL-3.0-or-later', 'node_modules/a: "LGPL-3.0-or-later"'],
  ['node_modules/a/node_modules/@b/c', undefined, 'node_modules/a/node_modules/@b/c: null'],
  ['node_modules/a', { type: 'MIT' }, 'node_modules/a: {"type":"MIT"}'],
])('names %s of licence %s', (folder, license, line) => {
  expect(findForeignLicences(lockOf(folder, license))).toEqual([line]);
});
