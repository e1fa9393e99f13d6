import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashSources } from './source-hash.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'causeway-hash-'));
  write('app/page.tsx', 'page');
  write('lib/events/event.ts', 'event');
  write('tsconfig.json', '{}');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

it.each([
  ['a file is edited', 'app/page.tsx', 'another page'],
  ['a file is added', 'components/ui/button.tsx', 'button'],
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

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
