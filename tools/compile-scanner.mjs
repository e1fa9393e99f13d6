// @ts-check
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageCommand } from '../bin/package-command.mjs';

// `node tools/compile-scanner.mjs`, after a change of lib/scan/assembly: compiles it to lib/scan/scan-lines-module.ts.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(ROOT, 'lib/scan/scan-lines-module.ts');
const MEMORY_PAGES = '16';

/** The text of lib/scan/scan-lines-module.ts, as the compiler writes the module today. */
export function compileScanner() {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-scanner-'));
  try {
    const file = join(folder, 'scan-lines.wasm');
    const [command, ...args] = packageCommand(ROOT, 'assemblyscript', 'asc');
    const options = [
      ...['lib/scan/assembly/scan-lines.ts', '--baseDir', ROOT, '--outFile', file],
      ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'bulk-memory'],
      ...['--initialMemory', MEMORY_PAGES, '--maximumMemory', MEMORY_PAGES],
    ];
    execFileSync(command, [...args, ...options], { cwd: ROOT });
    return `// Compiled from assembly/ by tools/compile-scanner.mjs.

/** A WebAssembly module that reads lines; see event-scanner.ts. */
export const SCAN_LINES_MODULE =
  '${readFileSync(file, 'base64')}';
`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  writeFileSync(TARGET, compileScanner());
}
