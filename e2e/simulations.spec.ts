import { appendFile, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { tellMarketStory } from '../lib/testing/market-story';
import { expectNoAxeViolations } from './support/axe';
import { LLM_SIM_IDS, SEEDED_ID } from './support/make-root';
import { expect, MARKET_STORY_ID, test } from './support/test';

const ECONOMY_ID = LLM_SIM_IDS[1];
const NOT_LIVE_S = 1_790_000_000;

function row(page: Page, id: string) {
  return page.getByRole('table', { name: 'Simulations' }).getByRole('row').filter({ hasText: id });
}

/** A run that began, wrote a number of events, and never said that it ended. */
async function beginRun(outputRoot: string, id: string, count: number) {
  const lines = [...tellMarketStory()].slice(0, count + 20).map((event) => JSON.stringify(event));
  const folder = path.join(outputRoot, id);
  const file = path.join(folder, 'events.jsonl');
  await mkdir(folder);
  await writeFile(file, `${lines.slice(0, count).join('\n')}\n`);
  return {
    write: () => appendFile(file, `${lines.slice(count).join('\n')}\n`),
    fallSilent: () => utimes(file, NOT_LIVE_S, NOT_LIVE_S),
    /** Close its page first: its requests would get 404. */
    remove: () => rm(folder, { recursive: true }),
  };
}

test('the table shows the status and the course of each run', async ({ page }) => {
  await page.goto('/');
  const market = row(page, MARKET_STORY_ID);
  await expect(market).toContainText('finished');
  await expect(market.getByRole('cell', { name: '5,017', exact: true })).toBeVisible();
  await expect(market.getByRole('img')).toHaveAccessibleName(/state [\d,]+, .* Most in turn/);
  await expect(row(page, ECONOMY_ID)).toContainText('finished');
});

test('the course of a run is requested when its row comes into view, once', async ({
  page,
  outputRoot,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const found = /simulations\/([^/]+)\/histogram/.exec(request.url())?.[1];
    if (found !== undefined) asked.push(found);
  });
  const runs = await Promise.all(
    Array.from({ length: 12 }, (_, at) => beginRun(outputRoot, `many-${at}`, 5)),
  );
  await page.setViewportSize({ width: 1280, height: 300 });
  await page.goto('/?sort=name&order=asc');
  await expect(row(page, 'many-0').getByRole('img')).toBeVisible();
  expect(asked).not.toContain(SEEDED_ID);
  await row(page, SEEDED_ID).scrollIntoViewIfNeeded();
  await expect(row(page, SEEDED_ID).getByRole('img')).toBeVisible();
  await row(page, 'many-0').scrollIntoViewIfNeeded();
  await row(page, SEEDED_ID).scrollIntoViewIfNeeded();
  expect(asked.filter((id) => id === SEEDED_ID)).toHaveLength(1);
  await page.close();
  await Promise.all(runs.map((run) => run.remove()));
});

test('a run is live while it is written, then interrupted, and the page shows the change', async ({
  page,
  outputRoot,
}) => {
  const run = await beginRun(outputRoot, 'in-the-making', 40);
  await page.goto('/');
  const growing = row(page, 'in-the-making');
  await expect(growing).toContainText('live');
  await expect(growing.getByRole('cell', { name: '40', exact: true })).toBeVisible();
  await run.write();
  await expect(growing.getByRole('cell', { name: '60', exact: true })).toBeVisible({
    timeout: 15_000,
  });
  await run.fallSilent();
  await expect(growing).toContainText('interrupted', { timeout: 15_000 });
  // The explorer's header shows the same.
  await growing.getByRole('link', { name: 'in-the-making' }).click();
  await expect(page.getByRole('banner')).toContainText('interrupted');
  await page.close();
  await run.remove();
});

test('rows stay where they are while the pointer is among them', async ({ page, outputRoot }) => {
  const [small, large] = [
    await beginRun(outputRoot, 'pair-small', 30),
    await beginRun(outputRoot, 'pair-large', 40),
  ];
  await page.goto('/?q=pair&sort=events');
  const rows = page.getByRole('table', { name: 'Simulations' }).locator('[data-simulation]');
  const order = () =>
    rows.evaluateAll((all) => all.map((one) => one.getAttribute('data-simulation')));
  await expect.poll(order).toEqual(['pair-large', 'pair-small']);
  await rows.first().hover();
  await small.write();
  await expect(row(page, 'pair-small')).toContainText('50', { timeout: 15_000 });
  expect(await order()).toEqual(['pair-large', 'pair-small']);
  await page.getByRole('heading', { level: 1 }).hover();
  await expect.poll(order).toEqual(['pair-small', 'pair-large']);
  await page.close();
  await Promise.all([small.remove(), large.remove()]);
});

test('two runs are chosen and set side by side, and the link keeps them', async ({ page }) => {
  await page.goto('/');
  const bar = page.getByRole('region', { name: 'Chosen simulations' });
  await row(page, MARKET_STORY_ID).getByRole('checkbox').check();
  await expect(bar).toContainText('Choose another');
  await row(page, SEEDED_ID).getByRole('checkbox').check();
  const numbers = bar.getByRole('table', { name: 'Side by side' });
  await expect(numbers.getByRole('row', { name: /^events/ })).toHaveText(
    'events5,01712,000+6,983 +139 %',
  );
  await expect(numbers.getByRole('row', { name: /^agents/ })).toContainText('same');
  await expectNoAxeViolations(page);
  await page.reload();
  await expect(numbers.getByRole('row', { name: /^events/ })).toContainText('+6,983');

  // A third is chosen with them.
  await row(page, ECONOMY_ID).getByRole('checkbox').check();
  await expect(bar).toContainText('3 runs are chosen.');
  await row(page, MARKET_STORY_ID).getByRole('checkbox').uncheck();
  await expect(numbers).toContainText('Sample Economy');
  await bar.getByRole('button', { name: 'Clear' }).click();
  await expect(bar).toBeHidden();
  await expect(page).toHaveURL(/\/$/);
});

test('the keyboard alone finds, walks, chooses and opens', async ({ page }) => {
  await page.goto('/?sort=name&order=asc');
  await expect(row(page, MARKET_STORY_ID)).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('sample');
  await expect(page.getByRole('status').first()).toHaveText(/^2 of /);
  const [first, second] = [row(page, LLM_SIM_IDS[1]), row(page, LLM_SIM_IDS[2])];
  const link = first.getByRole('link', { name: 'Sample Economy' });
  for (let presses = 0; presses < 20; presses++) {
    if (await link.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(first.getByRole('checkbox')).toBeChecked();
  await expect(second.getByRole('checkbox')).toBeChecked();
  await expect(page.getByRole('table', { name: 'Side by side' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/view/${LLM_SIM_IDS[2]}`));
});

test('on a phone each run is a card, and the order is chosen above them', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('events');
  await expect(page).toHaveURL(/sort=events/);
  const rows = page.getByRole('table', { name: 'Simulations' }).locator('[data-simulation]');
  await expect(rows.first()).toHaveAttribute('data-simulation', SEEDED_ID);
  await rows.nth(0).getByRole('checkbox').check();
  await rows.nth(1).getByRole('checkbox').check();
  await expect(page.getByRole('table', { name: 'Side by side' })).toBeInViewport();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await expectNoAxeViolations(page);
});

test('chosen rows break no accessibility rule', async ({ page }) => {
  await page.goto(`/?run=${MARKET_STORY_ID}&run=${SEEDED_ID}`);
  await expect(page.getByRole('table', { name: 'Side by side' })).toBeVisible();
  await expectNoAxeViolations(page);
});
