import { readFile } from 'node:fs/promises';
import { tellMarketStory } from '../lib/testing/market-story';
import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];

test('Ctrl-K finds commands by name, and by a typed value', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  await explorer.grid.focus();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('only events of mira');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  const ofMira = STORY.filter((event) => event.agent_id === 'mira_bank').length;
  await expect(explorer.readout).toHaveText(new RegExp(` of ${String(ofMira)}$`));

  // An event's id opens that event.
  const event = STORY[1234];
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(event?.event_id ?? '?');
  await palette.getByRole('option', { name: /^Open event/ }).click();
  await expect(explorer.inspector).toContainText(event?.event_id ?? '?');

  // Escape leaves everything as it was.
  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(explorer.inspector).toContainText(event?.event_id ?? '?');
});

test('the palette keeps the keys that come before its code is loaded', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  await explorer.grid.focus();
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('keyboard help');
  const field = page.getByRole('dialog', { name: 'Commands' }).getByRole('textbox');
  await expect(field).toHaveValue('keyboard help');
  await page.keyboard.press('Enter');
  release();
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
});

test('the palette offers the events of an agent before leaving them out', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  for (const typed of ['juno', 'agent juno']) {
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Commands' });
    await palette.getByRole('combobox').fill(typed);
    await expect(palette.getByRole('option').first()).toHaveText('Only events of juno_trader');
    await page.keyboard.press('Escape');
    await expect(palette).toBeHidden();
  }
});

test('? shows the keys, but not while a field has the focus', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await explorer.filters.getByRole('searchbox', { name: 'Text' }).focus();
  await page.keyboard.press('?');
  await expect(explorer.filters.getByRole('searchbox', { name: 'Text' })).toHaveValue('?');
  await expect(help).toBeHidden();
  // No event has the text, so that the table would go.
  await page.keyboard.press('Backspace');
  await expect(explorer.readout).toHaveText(/ of \d,\d{3}$/);
  await explorer.grid.focus();
  await page.keyboard.press('?');
  await expect(help).toContainText('Causes and effects of the event');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('commands and help have no accessibility violations', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await expectNoAxeViolations(page);
});

test('panes take the width they are given, by keyboard too, and keep it', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, `?event=${STORY[2]?.event_id ?? '?'}`);
  const width = async () => Math.round((await explorer.inspector.boundingBox())?.width ?? 0);
  const before = await width();
  const separator = page.getByRole('separator', { name: 'Width of the inspector' });
  await separator.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBeGreaterThan(before);
  const wide = await width();
  await page.reload();
  await expect(explorer.readout).toBeVisible();
  await expect.poll(width).toBe(wide);

  // Without a selection, the table has the room. With the next one, the inspector has its width again.
  const tableWidth = async () => (await explorer.grid.boundingBox())?.width ?? 0;
  const narrow = await tableWidth();
  await explorer.inspector.getByRole('button', { name: 'Clear selection' }).click();
  await expect(explorer.inspector).toHaveCount(0);
  await expect.poll(tableWidth).toBeGreaterThan(narrow + wide - 5);
  await explorer.rows().nth(3).click();
  await expect.poll(width).toBe(wide);
});

test('the events of the filter are downloaded as stored', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?event_types=MILESTONE');
  await page.getByRole('button', { name: 'Export' }).click();
  const milestones = STORY.filter((event) => event.event_type === 'MILESTONE');
  await expect(page.getByRole('menu')).toContainText(`${String(milestones.length)} events`);
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'JSON Lines, as stored' }).click();
  const file = await (await coming).path();
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(lines).toEqual(milestones.map((event) => JSON.stringify(event)));
});

test('the palette has exports, themes, the link, kinds, turns and other runs', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?event_types=MILESTONE');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const choose = async (typed: string, option: string) => {
    await page.keyboard.press('Control+k');
    await palette.getByRole('combobox').fill(typed);
    await palette.getByRole('option', { name: option, exact: true }).click();
    await expect(palette).toBeHidden();
  };

  const coming = page.waitForEvent('download');
  await choose('csv', 'Export as CSV');
  const milestones = STORY.filter((event) => event.event_type === 'MILESTONE').length;
  const lines = (await readFile(await (await coming).path(), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(milestones + 1);

  await choose('dark', 'Dark theme');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await choose('copy link', 'Copy the link to this view');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());

  await choose('clear', 'Clear all filters');
  await choose('kind grain_price', 'Only kind grain_price');
  await expect(page).toHaveURL(/kinds=grain_price/);

  // A turn leads somewhere on every tab.
  for (const tab of ['Events', 'Causality', 'State']) {
    await explorer.tab(tab).click();
    await page.keyboard.press('Control+k');
    await palette.getByRole('combobox').fill('22');
    await expect(palette.getByRole('option', { name: 'Only events of turn 22' })).toBeVisible();
    await palette.getByRole('option', { name: 'State at the end of turn 22' }).click();
    await expect(page.getByRole('textbox', { name: 'Go to turn' })).toHaveValue('22');
  }

  await choose('reasons', 'Go to run reasons');
  await expect(page).toHaveURL(/\/view\/reasons$/);
});

test('a closed palette leaves the focus where it was, also when nothing had it', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(page.locator('body')).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(page.locator('body')).toBeFocused();
  await explorer.grid.focus();
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(explorer.grid).toBeFocused();
});

test('help, export and palette have buttons, on a phone, too', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    await explorer.open(MARKET_STORY_ID);
    await page.getByRole('button', { name: 'Help' }).click();
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Commands/ }).click();
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Export' }).click();
    await expect(page.getByRole('menuitem', { name: 'CSV' })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');
    const theme = page.getByRole('button', { name: /^Theme/ });
    await expect(theme).toBeInViewport({ ratio: 1 });
  }
});
