import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isInstalled, missingBinaries } from './package-lock.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/next': {
      version: '16.0.0',
      license: 'MIT',
      optionalDependencies: {
        'swc-linux-x64-gnu': '16.0.0',
        'swc-darwin-arm64': '16.0.0',
        sharp: '^0.35.0',
      },
    },
    'node_modules/swc-linux-x64-gnu': { version: '16.0.0', optional: true },
  },
};

describe('the installed packages', () => {
  it('agrees when only optional packages are absent', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/next': { version: '16.0.0' } } })).toBe(
      true,
    );
  });

  it.each([
    ['an older version', { 'node_modules/next': { version: '15.0.0' } }],
    ['a missing package', {}],
    [
      'a package too many',
      { 'node_modules/next': { version: '16.0.0' }, 'node_modules/left-pad': { version: '1.0.0' } },
    ],
  ])('does not agree with %s', (_, packages) => {
    expect(isInstalled(wanted, { packages })).toBe(false);
  });
});

describe('a lockfile', () => {
  it('reports the missing binaries of other platforms', () => {
    expect(missingBinaries(wanted)).toEqual({
      'node_modules/swc-darwin-arm64': {
        version: '16.0.0',
        cpu: ['arm64'],
        license: 'MIT',
        optional: true,
        os: ['darwin'],
      },
    });
  });

  it('is complete here, so that npm ci takes it (else run tools/complete-lockfile.mjs)', () => {
    const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
    expect(missingBinaries(JSON.parse(lock))).toEqual({});
  });
});
