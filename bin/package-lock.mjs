// @ts-check

/**
 * The part of a package-lock.json (version 3) that we look at.
 *
 * @typedef {object} PackageLock
 * @property {Record<string, LockedPackage>} packages by folder; '' is the project itself
 *
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string[]} [cpu]
 * @property {boolean} [dev]
 * @property {string} [license]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {string[]} [os]
 */

const PLATFORM =
  /-(darwin|win32|linux|android|freebsd|openharmony)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64)(-|$)/;

/**
 * Whether what npm says it installed (node_modules/.package-lock.json) is what the lockfile asks
 * for. Optional packages may be absent: most are for other platforms.
 *
 * @param {PackageLock} wanted
 * @param {PackageLock} installed
 */
export function isInstalled(wanted, installed) {
  const hasAllWanted = Object.entries(wanted.packages).every(([folder, { version, ...locked }]) => {
    if (folder === '') return true;
    const found = installed.packages[folder];
    if (found === undefined) return locked.optional === true || locked.devOptional === true;
    return found.version === version;
  });
  return (
    hasAllWanted && Object.keys(installed.packages).every((folder) => folder in wanted.packages)
  );
}

/**
 * The binaries for other platforms that the lockfile ought to name and does not, by folder. Where a
 * registry does not offer them npm writes a lockfile without them, and then `npm ci` calls that
 * lockfile out of step with package.json, on every platform.
 *
 * @param {PackageLock} lock
 * @returns {Record<string, LockedPackage>}
 */
export function missingBinaries({ packages }) {
  /** @type {Record<string, LockedPackage>} */
  const missing = {};
  for (const [folder, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const [, os, cpu] = PLATFORM.exec(name) ?? [];
      const isLocked =
        `node_modules/${name}` in packages || `${folder}/node_modules/${name}` in packages;
      // A range would have to be resolved, which is the registry's to do.
      if (isLocked || os === undefined || cpu === undefined || !/^\d/.test(version)) continue;
      missing[`node_modules/${name}`] = {
        version,
        cpu: [cpu],
        ...(parent.dev === true ? { dev: true } : {}),
        ...(parent.license === undefined ? {} : { license: parent.license }),
        optional: true,
        os: [os],
      };
    }
  }
  return missing;
}
