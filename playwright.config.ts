import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'playwright/test';
import { CHROMIUM_ARGUMENTS, findChromium } from './bin/find-chromium.mjs';

const isCi = Boolean(process.env['CI']);
// Each worker reads this file: a path that is given is not tried again.
const FONT_SETTINGS = path.join(import.meta.dirname, 'e2e/pictures/fonts.conf');
const executablePath = process.env['CHROMIUM_PATH'] || findChromium();

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['junit', { outputFile: 'test-results/playwright.xml' }]],
  // A test that passes only the second time has found something.
  retries: 0,
  forbidOnly: isCi,
  // Each with a browser and a server of its own: while one waits, the other works.
  workers: Math.max(2, Math.floor(availableParallelism() / 2)),
  fullyParallel: true,
  // Bounds against hanging, not promises of speed: a busy machine may need longer than the defaults.
  timeout: 120_000,
  expect: {
    timeout: 15_000,
    // How far a picture may differ from the stored one. The same major version of Chromium draws the same colours
    // everywhere, and the edges of letters a little differently. A pixel counts from a twentieth of the way from black to
    // white, and 0.1 % of the pixels may count. A changed colour, a line that moved or a missing control is more.
    toHaveScreenshot: {
      threshold: 0.05,
      maxDiffPixelRatio: 0.001,
      animations: 'disabled',
      caret: 'hide',
      stylePath: 'e2e/pictures/fixed.css',
      pathTemplate: '{testDir}/pictures/{arg}{ext}',
    },
  },
  use: {
    browserName: 'chromium',
    // The page at each step of a failed test, and its final screenshot. The film that a trace has by default would
    // take a third of the time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: CHROMIUM_ARGUMENTS,
      env: { ...process.env, FONTCONFIG_FILE: FONT_SETTINGS },
    },
  },
});
