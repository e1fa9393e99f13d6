import type { Page } from 'playwright/test';
import { tellMarketStory } from '../lib/testing/market-story';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];
const PAGE_ROWS = 200;
const PRICE = STORY.find(
  ({ turn_number, description }) => turn_number === 28 && description?.startsWith('Grain price:'),
);
const PRICE_ID = PRICE?.event_id ?? '?';

/** The number of sheets when the browser prints the page. */
async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Elements whose content is cut or scrolls. */
async function cutElements(page: Page, within: string): Promise<readonly string[]> {
  return page.locator(within).evaluate((root) =>
    [root, ...root.querySelectorAll('*')]
      .filter((element) => {
        const { overflowY } = getComputedStyle(element);
        const cuts = ['auto', 'scroll', 'hidden', 'clip'].includes(overflowY);
        return cuts && element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 24;
      })
      .map((element) => `${element.tagName} ${element.getAttribute('class') ?? ''}`),
  );
}

test('a printed table has all loaded rows, each whole, on as many sheets as they need', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  // A sheet has room for fewer than 30 rows.
  expect(await sheets(page)).toBeGreaterThanOrEqual(PAGE_ROWS / 30);
  await expect.poll(() => explorer.rows().count()).toBeLessThan(100);

  await page.emulateMedia({ media: 'print' });
  await expect(explorer.rows()).toHaveCount(PAGE_ROWS);
  const tops = await explorer
    .rows()
    .evaluateAll((rows) => rows.map((row) => Math.round(row.getBoundingClientRect().top)));
  tops.slice(1).forEach((top, i) => expect(top - (tops[i] ?? 0)).toBe(28));
  await expect(explorer.rows().last()).toContainText(STORY[PAGE_ROWS - 1]?.description ?? '?');
  expect(await cutElements(page, 'main')).toEqual([]);
  await expect(explorer.filters).toBeHidden();
});

test('a printed graph has all cards and links, scaled to the sheet, in the colours of paper', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`/view/${MARKET_STORY_ID}?tab=causality&event=${PRICE_ID}`);
  const pane = page.getByRole('region', { name: 'Causality' });
  await expect(page.locator(`[data-node-id="${PRICE_ID}"]`)).toBeVisible({ timeout: 20_000 });
  const shown = await pane.getByRole('status').first().textContent();
  expect(await sheets(page)).toBeLessThanOrEqual(4);

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const drawing = pane.locator('svg[viewBox]').filter({ has: page.locator('[data-node-id]') });
  await expect(drawing).toBeVisible();
  const box = await drawing.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  const cards = await drawing.locator('[data-node-id]').allTextContents();
  const events = cards.reduce(
    (sum, text) => sum + Number(/(\d+) (?:alike|events)/.exec(text)?.[1] ?? 1),
    0,
  );
  expect(`${String(events)} events`).toBe(shown);
  expect(await drawing.locator('path[marker-end]').count()).toBeGreaterThan(10);
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(background).toBe('rgb(255, 255, 255)');
});

test('a printed state and a printed event are whole', async ({ page }) => {
  await page.goto(`/view/${MARKET_STORY_ID}?tab=state&event=${PRICE_ID}`);
  const rows = page.getByRole('treegrid').getByRole('row');
  await expect(rows.filter({ hasText: 'grain_price' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(rows.filter({ hasText: 'reserve_grain' })).toBeVisible();
  expect(await cutElements(page, 'main')).toEqual([]);
  const { inspector } = new ExplorerPage(page);
  await expect(inspector).toContainText('Line in the file');
  expect(await cutElements(page, 'aside[aria-label="Selected event"]')).toEqual([]);
});
