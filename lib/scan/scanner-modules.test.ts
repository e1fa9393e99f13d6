import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileScanner, MODULES } from '../../tools/compile-scanner.mjs';

it.each(MODULES)('%s is what its source compiles to', (name) => {
  const kept = readFileSync(new URL(`./${name}-module.ts`, import.meta.url), 'utf8');
  // Not by `toBe`, which would show both.
  expect(compileScanner(name) === kept, 'run node tools/compile-scanner.mjs').toBe(true);
});
