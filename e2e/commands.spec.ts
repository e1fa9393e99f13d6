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
  await explorer.open(MARKET_STORY_ID);
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
