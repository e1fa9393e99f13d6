// @ts-check
import { spawnSync } from 'node:child_process';
import { chromium } from 'playwright';
import { runCommand } from './run-command.mjs';

/** Arguments of every Chromium of tests and benchmarks, beside those that Playwright gives. */
export const CHROMIUM_ARGUMENTS = ['--disable-gpu', '--disable-quic', '--disable-sync'];

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const INSTALL_TIMEOUT_MS = 600_000;

/** Tried one after the other until there is a Chromium that starts. */
const INSTALL_COMMANDS = ['playwright install --no-shell chromium'];
if (process.getuid?.() === 0) {
  INSTALL_COMMANDS.push(
    'apt-get update',
    'env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium',
    // The libraries that Playwright's needs.
    'playwright install-deps chromium',
  );
}

/**
 * The path of a Chromium that starts: `CHROMIUM_PATH`, else Playwright's own, else one of this machine.
 *
 * @throws {Error} when `CHROMIUM_PATH` does not start
 */
export function findChromium() {
  const chosen = process.env['CHROMIUM_PATH'];
  if (!chosen) return [chromium.executablePath(), ...USUAL_PLACES].find(starts);
  if (starts(chosen)) return chosen;
  throw new Error(`CHROMIUM_PATH is ${chosen}, which is not a browser that starts.`);
}

/**
 * The path of a Chromium that starts, installed if there is none.
 *
 * @throws {Error} saying what to do, when none can be had
 */
export async function ensureChromium() {
  for (const command of INSTALL_COMMANDS) {
    if (findChromium() !== undefined) break;
    console.log(`No Chromium found: ${command}…`);
    // Whether or not it succeeds, the next one is tried.
    await runCommand(command, { timeoutMs: INSTALL_TIMEOUT_MS }).catch(() => undefined);
  }
  const path = findChromium();
  if (path !== undefined) return path;
  throw new Error(
    'No Chromium for the browser tests. Install one (Debian: `apt-get install chromium`; anywhere: ' +
      '`npx playwright install --with-deps chromium`) or set CHROMIUM_PATH to its executable.',
  );
}

/**
 * Ubuntu's `chromium` may be a stub for a snap, and a downloaded browser may lack its libraries.
 *
 * @param {string} path
 */
function starts(path) {
  return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}
