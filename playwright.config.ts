import { defineConfig } from 'playwright/test';
import { CHROMIUM_ARGUMENTS } from './bin/chromium-arguments.mjs';
import { findChromium } from './bin/find-chromium.mjs';

const isCi = Boolean(process.env['CI']);
const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  // A test that passes only the second time has found something.
  retries: 0,
  forbidOnly: isCi,
  // One browser and one server keep two cores busy.
  ...(isCi ? { workers: 1 } : {}),
  timeout: 60_000,
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: CHROMIUM_ARGUMENTS,
    },
  },
});
