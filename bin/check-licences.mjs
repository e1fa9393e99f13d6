// @ts-check
import { readFileSync } from 'node:fs';
import { findForeignLicences } from './licences.mjs';

// Fails when a package of a lockfile has a licence that is not known to be fit.

let found = 0;
for (const lockfile of ['package-lock.json', 'tools/api-clients/package-lock.json']) {
  const lock = JSON.parse(readFileSync(new URL(`../${lockfile}`, import.meta.url), 'utf8'));
  for (const line of findForeignLicences(lock)) {
    found += 1;
    console.error(`${lockfile}: the licence of ${line} is not among those of bin/licences.mjs.`);
  }
}
process.exitCode = found === 0 ? 0 : 1;
