// @ts-check
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// `node tools/compile-scanner.mjs`, after a change of lib/scan/assembly: compiles each of these entry files to
// lib/scan/NAME-module.ts.
export const MODULES = /** @type {const} */ (['scan-lines', 'search-lines']);

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MEMORY_PAGES = '16';

/**
 * The text of lib/scan/NAME-module.ts, as the compiler writes the module today.
 *
 * @param {(typeof MODULES)[number]} name
 */
export function compileScanner(name) {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-scanner-'));
  try {
    const file = join(folder, `${name}.wasm`);
    const options = [
      ...[`lib/scan/assembly/${name}.ts`, '--baseDir', ROOT, '--outFile', file],
      ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'bulk-memory'],
      ...['--initialMemory', MEMORY_PAGES, '--maximumMemory', MEMORY_PAGES],
    ];
    execFileSync(join(ROOT, 'node_modules/.bin/asc'), options, { cwd: ROOT });
    return `// Compiled from assembly/ by tools/compile-scanner.mjs.

/** A WebAssembly module; see ${name}.ts. */
export const ${name.replace('-', '_').toUpperCase()}_MODULE =
  '${readFileSync(file, 'base64')}';
`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  for (const name of MODULES) {
    writeFileSync(join(ROOT, `lib/scan/${name}-module.ts`), compileScanner(name));
  }
}
