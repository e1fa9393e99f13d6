import { rm } from 'node:fs/promises';
import path from 'node:path';
import { buildSimulation } from '../lib/testing/build-simulation';
import { writeSimulation } from '../lib/testing/write-simulation';
import { tellMarketStory } from '../lib/testing/market-story';
import { expectNoAxeViolations } from './support/axe';
import { HOSTILE_ID, LLM_SIM_IDS, SEEDED_ID } from './support/make-root';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const PAGES = {
  simulations: '/',
  explorer: `/view/${MARKET_STORY_ID}`,
  causality: `/view/${MARKET_STORY_ID}?tab=causality&event=01M43KQ9MGPATA4SFGVXC8YJ0W`,
  docs: '/docs',
  'not found': '/view/nobody',
};

for (const [name, url] of Object.entries(PAGES)) {
  test(`the page ${name} breaks no accessibility rule`, async ({ page, browserErrors }) => {
    if (name === 'not found') browserErrors.allow(/404/);
    await page.goto(url);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // Loading content is marked; an open stream is never idle.
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect(page.getByText('Loading', { exact: true })).toHaveCount(0);
    await expectNoAxeViolations(page);
  });
}

test('the API is tried in place', async ({ page }) => {
  await page.goto('/docs');
  const operation = page.getByRole('article', { name: 'Get filtered events with pagination' });
  await operation.getByRole('combobox', { name: 'simulation_id' }).fill(MARKET_STORY_ID);
  await operation.getByRole('textbox', { name: 'limit' }).fill('2');
  await expect(operation.getByText(/^curl /)).toContainText('limit=2');
  await operation.getByRole('button', { name: 'Send' }).click();
  await expect(operation).toContainText('200');
  await expect(operation).toContainText('"total": 5017');
});

test('the theme that was chosen stays', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Theme/ }).click();
  const theme = await page.locator('html').getAttribute('data-theme');
  expect(theme).toMatch(/^(light|dark)$/);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme ?? '');
});

test('runs of llm-sim are listed and read, without a declared cause and without complaint', async ({
  page,
}) => {
  await page.goto('/');
  for (const id of LLM_SIM_IDS) await expect(page.getByRole('row', { name: id })).toBeVisible();
  const explorer = new ExplorerPage(page);
  await explorer.open(LLM_SIM_IDS[1]);
  await expect(explorer.readout).toHaveText(/ of 87$/);
  await explorer.row('Nation_A decided: trade').first().click();
  await explorer.inspector.getByRole('button', { name: 'Why?' }).click();
  await expect(page.getByRole('region', { name: 'Causality' })).toContainText(
    'This run declares no causes',
  );
});

test('event text is shown as text, and lines that are not events are reported', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(HOSTILE_ID, '?event=hostile: HTML in a string');
  await expect(explorer.inspector).toContainText('<img src=x onerror=alert(1)></script>');
  await page.getByRole('button', { name: /invalid lines/ }).click();
  await expect(page.getByRole('dialog')).toContainText('turn_number is 1.5');
});

test('a simulation that is not there is said to be not there', async ({ page, browserErrors }) => {
  browserErrors.allow(/404/);
  const response = await page.goto('/view/nobody');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such simulation');
  await expect(page.getByText('No folder nobody')).toBeVisible();
  await expect(page).toHaveTitle('Not found · Causeway');
});

test('a simulation that appears later is shown without reloading', async ({
  page,
  outputRoot,
  browserErrors,
}) => {
  browserErrors.allow(/404/);
  await page.goto('/view/%C3%A0%20venir');
  await expect(page.getByText('No folder à venir')).toBeVisible();
  const run = { simulationId: 'à venir', turns: 1, eventsPerTurn: 5 };
  writeSimulation(outputRoot, 'à venir', buildSimulation(run));
  const explorer = new ExplorerPage(page);
  await expect(explorer.readout).toHaveText(/ of 5$/, { timeout: 15_000 });
  // The requests of an open page would get 404.
  await page.close();
  await rm(path.join(outputRoot, 'à venir'), { recursive: true });
});

test('the title is the name of the simulation', async ({ page }) => {
  await page.goto(`/view/${SEEDED_ID}`);
  await expect(page).toHaveTitle('Seeded run · Causeway');
});

test('a link with a bad value opens nevertheless, and names the ignored value', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?turn_start=soon&event_types=DECISION');
  await expect(explorer.readout).toHaveText(/ of 294$/);
  await expect(page.getByText('turn_start')).toBeVisible();
});

test('the header fits between a phone and a desktop', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const theme = page.getByRole('button', { name: /^Theme/ });
  for (const width of [1020, 960, 900, 860, 800, 760, 720, 640, 480]) {
    await page.setViewportSize({ width, height: 700 });
    await expect(theme).toBeInViewport({ ratio: 1 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  }
});

test('the link past the controls is shown to readers who use keys', async ({ page }) => {
  const skip = page.getByRole('link', { name: 'Skip to the events' });
  await page.goto('/');
  await page.getByRole('row', { name: MARKET_STORY_ID }).getByRole('link').click();
  await expect(page).toHaveURL(/view/);
  await expect(skip).toBeAttached();
  await expect(skip).not.toBeInViewport();
  await page.goto('/');
  await page.getByRole('row', { name: MARKET_STORY_ID }).getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/view/);
  await expect(skip).toBeInViewport();
});

test('on a phone the table, the filters and the inspector are all within reach', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await explorer.rows().nth(2).click();
  await expect(page.getByRole('button', { name: 'Why?' })).toBeInViewport();

  // A link shows its event in the few rows there is room for.
  const event = [...tellMarketStory()][2000];
  await explorer.open(MARKET_STORY_ID, `?event=${event?.event_id ?? '?'}`);
  await expect(explorer.grid.locator('[aria-selected="true"]')).toBeInViewport();
});
