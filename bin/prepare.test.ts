import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSources, isInstalled } from './prepare.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'causeway-prepare-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

describe('packages are installed', () => {
  const NEXT = { version: '16.0.0' };
  const RECORD = 'node_modules/.package-lock.json';

  beforeEach(() => {
    const swc = { version: '16.0.0', optional: true };
    const packages = { '': {}, 'node_modules/next': NEXT, 'node_modules/swc-darwin': swc };
    write('package-lock.json', JSON.stringify({ packages }));
    write('node_modules/next/package.json', '{}');
    write('node_modules/left-pad/package.json', '{}');
  });

  it('when only optional packages are missing', () => {
    write(RECORD, JSON.stringify({ packages: { 'node_modules/next': NEXT } }));
    expect(isInstalled(root)).toBe(true);
  });

  it.each([
    ['of another version', { 'node_modules/next': { version: '15.0.0' } }],
    ['missing', {}],
    ['too many', { 'node_modules/next': NEXT, 'node_modules/left-pad': { version: '1.0.0' } }],
  ])('not when one is %s', (_, packages) => {
    write(RECORD, JSON.stringify({ packages }));
    expect(isInstalled(root)).toBe(false);
  });

  it('not when the folder of one is gone', () => {
    write(RECORD, JSON.stringify({ packages: { 'node_modules/next': NEXT } }));
    rmSync(join(root, 'node_modules/next'), { recursive: true });
    expect(isInstalled(root)).toBe(false);
  });

  it.each([undefined, '{"packages": {'])('not when the record of npm is %s', (record) => {
    if (record !== undefined) write(RECORD, record);
    expect(isInstalled(root)).toBe(false);
  });
});

describe('the hash of the sources', () => {
  beforeEach(() => {
    write('app/page.tsx', 'page');
    write('components/ui/button.tsx', 'button');
    write('lib/events/event.ts', 'event');
    write('public/icon.svg', 'icon');
    for (const file of ['next.config.mjs', 'package-lock.json', 'proxy.ts', 'tsconfig.json']) {
      write(file, '{}');
    }
  });

  it.each([
    ['a file is edited', 'app/page.tsx', 'another page'],
    ['a file is added', 'components/ui/menu.tsx', 'menu'],
    ['the configuration changes', 'tsconfig.json', '{ }'],
  ])('changes when %s', (_, path, content) => {
    const before = hashSources(root);
    write(path, content);
    expect(hashSources(root)).not.toBe(before);
  });

  it('changes when text moves from one file to the next', () => {
    write('lib/a.ts', 'ab');
    write('lib/b.ts', 'c');
    const before = hashSources(root);
    write('lib/a.ts', 'a');
    write('lib/b.ts', 'bc');
    expect(hashSources(root)).not.toBe(before);
  });

  it.each(['lib/events/event.test.ts', 'lib/testing/seed.ts', 'lib/README.md', 'e2e/page.spec.ts'])(
    'does not depend on %s',
    (path) => {
      const before = hashSources(root);
      write(path, 'whatever');
      expect(hashSources(root)).toBe(before);
    },
  );

  it('does not depend on times', () => {
    const before = hashSources(root);
    utimesSync(join(root, 'app/page.tsx'), 1, 1);
    expect(hashSources(root)).toBe(before);
  });
});
