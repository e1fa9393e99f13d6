import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileScanner } from '../../tools/compile-scanner.mjs';

it('is what its source compiles to', () => {
  const kept = readFileSync(new URL('./scan-lines-module.ts', import.meta.url), 'utf8');
  // Not by `toBe`, which would show both.
  expect(compileScanner() === kept, 'run node tools/compile-scanner.mjs').toBe(true);
});
