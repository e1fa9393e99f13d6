// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { missingBinaries } from '../bin/package-lock.mjs';

// `node tools/complete-lockfile.mjs`, after package-lock.json was written with a registry that has
// the binaries of some platforms only: adds the others, with the version their parent asks for and
// without the checksum, which only the registry knows.

const lockfile = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(lockfile, 'utf8'));
const missing = missingBinaries(lock);

lock.packages = Object.fromEntries(
  // In npm's order, so that npm leaves the file as it is.
  Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
if (Object.keys(missing).length > 0) writeFileSync(lockfile, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${Object.keys(missing).length} packages added to package-lock.json`);
