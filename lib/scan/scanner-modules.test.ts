import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileScanner, MODULES } from '../../tools/compile-scanner.mjs';

it.each(MODULES)('%s matches its source', (name) => {
  const kept = readFileSync(new URL(`./${name}-module.ts`, import.meta.url), 'utf8');
  // Not `toBe`, which would print both.
  expect(compileScanner(name) === kept, 'run node tools/compile-scanner.mjs').toBe(true);
});
