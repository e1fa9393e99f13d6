#!/usr/bin/env node
// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { tsImport } from 'tsx/esm/api';

/** Files that Node, the loader of TypeScript, the open indexes and some dozen connections need. */
const NEEDED_FILES = 256;
// What fails first without them says nothing of the reason. Other systems than Linux do not tell the limit.
const limits = existsSync('/proc/self/limits') ? readFileSync('/proc/self/limits', 'utf8') : '';
const [, limit] = /^Max open files\s+(\d+)/m.exec(limits) ?? [];
if (Number(limit) < NEEDED_FILES) {
  console.error(
    `causeway: This process may have ${limit} files open, and needs ${NEEDED_FILES}: raise the limit, for example with ulimit -n 1024.`,
  );
  process.exit(1);
}

if (!('NODE_ENV' in process.env)) Object.assign(process.env, { NODE_ENV: 'production' });

// The command line is TypeScript; Node before 22 needs a loader for it.
await tsImport('./cli.ts', import.meta.url);
