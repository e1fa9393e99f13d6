// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { packageCommand } from './package-command.mjs';
import { ROOT } from './prepare.mjs';
import { runCommand } from './run-command.mjs';

const NAMES_ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const INSTALL_TIMEOUT_MS = 5 * 60_000;

/**
 * The Chromium that tests are to use: `CHROMIUM_PATH`, else Playwright's own, else one of this
 * machine. Only looks for files, and installs nothing.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  return candidates().find((path) => existsSync(path));
}

/**
 * A Chromium that starts, installed if there is none.
 *
 * @returns {Promise<string>} its path
 * @throws {Error} saying what to do, when none can be had
 */
export async function ensureChromium() {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '' && !starts(chosen)) {
    throw new Error(`CHROMIUM_PATH is ${chosen}, which is not a browser that starts.`);
  }

  const found = candidates().find(starts);
  if (found !== undefined) return found;

  for (const { title, commands } of waysToInstall()) {
    console.log(`No Chromium found: ${title}…`);
    for (const command of commands) {
      const code = await runCommand(command, {
        cwd: ROOT,
        env: { DEBIAN_FRONTEND: 'noninteractive' },
        output: 'shown-on-failure',
        timeoutMs: INSTALL_TIMEOUT_MS,
      });
      if (code !== 0) break;
    }
    const installed = candidates().find(starts);
    if (installed !== undefined) return installed;
  }

  throw new Error(
    'No Chromium for the browser tests. Install one (Debian: `apt-get install chromium`; anywhere: ' +
      '`npx playwright install --with-deps chromium`) or set CHROMIUM_PATH to its executable.',
  );
}

/** @returns {string[]} */
function candidates() {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') return [chosen];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES_ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...playwrightsOwn(), ...onPath, ...USUAL_PLACES];
}

/** @returns {string[]} where Playwright has or would have its browser; none before it is installed */
function playwrightsOwn() {
  try {
    /** @type {typeof import('playwright')} */
    const { chromium } = createRequire(import.meta.url)('playwright');
    return [chromium.executablePath()];
  } catch {
    return [];
  }
}

/**
 * Whether it runs: Ubuntu's `chromium` may be a stub for a snap, and a downloaded browser may lack
 * its libraries.
 *
 * @param {string} path
 */
function starts(path) {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

/** @returns {{ title: string, commands: [string, ...string[]][] }[]} in the order to try them */
function waysToInstall() {
  const playwright = packageCommand(ROOT, 'playwright');
  const isRootWithApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  return [
    {
      title: "downloading Playwright's",
      commands: [[...playwright, 'install', '--no-shell', 'chromium']],
    },
    ...(isRootWithApt
      ? [
          {
            title: "installing Debian's",
            commands: /** @type {[string, ...string[]][]} */ ([
              ['apt-get', 'update'],
              ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
            ]),
          },
          {
            title: "installing the libraries that Playwright's needs",
            commands: /** @type {[string, ...string[]][]} */ ([
              [...playwright, 'install-deps', 'chromium'],
            ]),
          },
        ]
      : []),
  ];
}
