import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/longest-first';

const root = fileURLToPath(new URL('.', import.meta.url));

const apiSetup = 'e2e/support/api-global-setup.ts';

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // It throws where the `react-server` condition is not set; Next sets it, tests do not.
      { find: 'server-only', replacement: `${root}node_modules/server-only/empty.js` },
    ],
  },
  test: {
    // Real files and a real DuckDB on a machine that does other things too.
    testTimeout: 60_000,
    // All cores: much of the time is waiting for files and processes.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // Our modules hold no state, so that test files can share a process: a fifth of the time were starts of processes.
    isolate: false,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{lib,app,components,tools,bin,bench,examples}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: './tools/dom-environment.ts',
          include: ['{lib,app,components}/**/*.test.tsx'],
          setupFiles: ['tools/dom-test-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'api',
          environment: 'node',
          include: ['e2e/api/**/*.test.ts'],
          // Starts the built app once for all files.
          globalSetup: existsSync(`${root}${apiSetup}`) ? [apiSetup] : [],
        },
      },
    ],
  },
});
