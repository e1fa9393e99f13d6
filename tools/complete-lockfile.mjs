// @ts-check
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// `node tools/complete-lockfile.mjs`, after package-lock.json was written with a registry that has the binaries of some
// platforms only: adds the others, without the checksum, which only the registry knows.

const LOCKFILE = new URL('../package-lock.json', import.meta.url);
const PLATFORM =
  /-(darwin|win32|linux|android|freebsd|openharmony)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64)(-|$)/;

/** @typedef {{ version?: string, dev?: boolean, license?: string, optionalDependencies?: Record<string, string> }} Locked */

/**
 * The binaries for other platforms that a lockfile lacks, by folder. `npm ci` says of a lockfile without them, on every
 * platform, that it is out of step with package.json.
 *
 * @param {{ packages: Record<string, Locked> }} lock
 * @returns {Record<string, object>}
 */
export function missingBinaries({ packages }) {
  return Object.fromEntries(
    Object.entries(packages).flatMap(([folder, { dev, license, optionalDependencies = {} }]) =>
      Object.entries(optionalDependencies).flatMap(([name, version]) => {
        const [, os, cpu] = PLATFORM.exec(name) ?? [];
        const places = [`node_modules/${name}`, `${folder}/node_modules/${name}`];
        const isLocked = places.some((place) => place in packages);
        // A range would have to be resolved by the registry.
        if (isLocked || os === undefined || cpu === undefined || !/^\d/.test(version)) return [];
        const binary = { version, cpu: [cpu], dev, license, optional: true, os: [os] };
        return [[`node_modules/${name}`, binary]];
      }),
    ),
  );
}

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(LOCKFILE, 'utf8'));
  const missing = missingBinaries(lock);
  lock.packages = Object.fromEntries(
    // In npm's order, so that npm leaves the file as it is.
    Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  if (Object.keys(missing).length > 0)
    writeFileSync(LOCKFILE, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} packages added to package-lock.json`);
}
