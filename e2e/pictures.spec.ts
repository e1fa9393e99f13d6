import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';
import type { SimulationEvent } from '../lib/events/simulation-event';
import { tellMarketStory } from '../lib/testing/market-story';
import { layoutFaults } from './support/layout-faults';
import { makeOld, makeRoot } from './support/make-root';
import { expect, MARKET_STORY_ID, test as base } from './support/test';
import { watchRequests } from './support/until-still';
import { writeMarketStory } from './support/write-market-story';
import { REASONS_ID, writeReasonsRun } from './support/write-reasons-run';

// The fonts are files of a package, so that the pictures do not depend on the fonts of a machine, except for characters
// these files lack.

const VERSION_FILE = path.join(import.meta.dirname, 'pictures', 'chromium-version');
const PICTURE_SIZE = { width: 1440, height: 900 };
const OTHER_SIZES = [
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

const HIGHEST_PRICE = [...tellMarketStory()]
  .filter(({ details }) => details?.['variable_name'] === 'grain_price')
  .reduce((one, other) => (priceIn(other) > priceIn(one) ? other : one));

const STORY = `/view/${MARKET_STORY_ID}`;
const SELECTED = `event=${HIGHEST_PRICE.event_id}`;

/** The address of each view, and its content when it is loaded. */
const VIEWS: Readonly<
  Record<string, readonly [address: string, seen: (page: Page) => Promise<void>]>
> = {
  list: [
    '/',
    async (page) => {
      const rows = page.locator('[data-simulation]');
      await expect(rows.filter({ has: page.locator('svg[role="img"]') })).toHaveCount(7);
    },
  ],
  events: [STORY, (page) => see(page, 'row', /Market crisis started/)],
  find: [
    `${STORY}?${SELECTED}&kinds=grain_price&turn_start=29&turn_end=34&find=grain`,
    async (page) => {
      await see(page, 'button', 'Why?');
      await expect(page.getByRole('search', { name: 'Find in rows' })).toContainText(/\d+ matches/);
    },
  ],
  causality: [
    `/view/${REASONS_ID}?tab=causality&event=price`,
    async (page) => {
      await see(page, 'group', 'Graph of causes and effects');
      await expect(page.getByText('up to date')).toBeVisible();
    },
  ],
  state: [
    `${STORY}?tab=state&turn=22&vars=grain_price&vars=bread_price`,
    (page) => see(page, 'treegrid', 'State at the end of turn 22'),
  ],
  docs: ['/docs', (page) => see(page, 'article', 'Get filtered events with pagination')],
};

/** Its own root: runs of other tests would be in the list of simulations. */
const test = base.extend<object, { readonly outputRoot: string }>({
  outputRoot: [
    async ({}, use) => {
      await using root = await makeRoot();
      writeMarketStory(root.path);
      writeReasonsRun(root.path);
      await makeOld(path.join(root.path, REASONS_ID));
      await use(root.path);
    },
    { scope: 'worker' },
  ],
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, viewport: PICTURE_SIZE, reducedMotion: 'reduce' });

    for (const [name, [address, seen]] of Object.entries(VIEWS)) {
      test(`the view ${name} looks as it did, and nothing in it overlaps`, async ({
        page,
        browser,
        browserErrors,
      }, { config }) => {
        await refuseParts(page);
        browserErrors.allow(/status of 503/);
        const untilStill = watchRequests(page);
        await page.goto(address);
        await seen(page);
        await untilStill();
        await expect.poll(() => layoutFaults(page)).toEqual([]);

        // Other versions and other systems draw letters and lines in other ways.
        const painter = `${browser.version().split('.')[0] ?? ''} ${process.platform}\n`;
        if (config.updateSnapshots === 'all') await writeFile(VERSION_FILE, painter);
        if ((await readFile(VERSION_FILE, 'utf8')) === painter)
          await expect(page).toHaveScreenshot(`${name}-${colorScheme}.png`);

        for (const size of OTHER_SIZES) {
          await page.setViewportSize(size);
          await untilStill();
          await expect.poll(() => layoutFaults(page)).toEqual([]);
        }
      });
    }
  });
}

/** On a busy machine an answer may be of a part of the index. Here the page waits for the whole instead. */
async function refuseParts(page: Page): Promise<void> {
  await page.route(/[?&]partial=true/, (route) =>
    route.continue({ url: route.request().url().replace('partial=true', 'partial=false') }),
  );
}

async function see(
  page: Page,
  role: 'article' | 'button' | 'group' | 'row' | 'treegrid',
  name: string | RegExp,
): Promise<void> {
  await expect(page.getByRole(role, { name }).first()).toBeVisible();
}

function priceIn({ details }: SimulationEvent): number {
  return Number(details?.['new_value']);
}
