import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { missingBinaries } from './complete-lockfile.mjs';

it('names the binaries of other platforms that a lockfile lacks', () => {
  const packages = {
    'node_modules/next': {
      version: '16.0.0',
      license: 'MIT',
      optionalDependencies: {
        'swc-linux-x64-gnu': '16.0.0',
        'swc-darwin-arm64': '16.0.0',
        sharp: '^0.35.0',
      },
    },
    'node_modules/swc-linux-x64-gnu': { version: '16.0.0' },
  };
  expect(missingBinaries({ packages })).toEqual({
    'node_modules/swc-darwin-arm64': {
      version: '16.0.0',
      cpu: ['arm64'],
      license: 'MIT',
      optional: true,
      os: ['darwin'],
    },
  });
});

it('finds none missing here, so that npm ci takes it (else run tools/complete-lockfile.mjs)', () => {
  const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  expect(missingBinaries(JSON.parse(lock))).toEqual({});
});
