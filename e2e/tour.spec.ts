import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';
import { REASONS_ID } from './support/write-reasons-run';

const TITLES = ['Filters', 'Timeline', 'A row of the table', 'Why?', 'State'];

test('the demo offers a tour whose steps are beside the elements that they are about', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const offer = page.getByRole('group', { name: 'Tour' });
  await offer.getByRole('button', { name: 'Tour in five steps' }).focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Tour' });
  const targets = [
    explorer.filters,
    page.getByRole('region', { name: 'Timeline' }),
    explorer.grid.getByRole('row', { selected: true }),
    explorer.inspector.getByRole('button', { name: 'Why?' }),
    explorer.tab('State'),
  ];
  for (const [at, title] of TITLES.entries()) {
    const heading = card.getByRole('heading', { name: `${title} step ${String(at + 1)} of 5` });
    await expect(heading).toBeFocused();
    const target = targets[at];
    if (target === undefined) throw new Error('no target');
    await expect(target).toBeVisible();
    // The ring is around the element.
    await expect(async () => {
      const ring = await page.locator('[class*="ring"]').boundingBox();
      const box = await target.boundingBox();
      expect(Math.abs((ring?.x ?? 0) - (box?.x ?? -99))).toBeLessThan(2);
      expect(Math.abs((ring?.y ?? 0) - (box?.y ?? -99))).toBeLessThan(2);
    }).toPass();
    await expect(card).toBeInViewport({ ratio: 1 });
    if (at === 2) await expectNoAxeViolations(page);
    for (let tab = 0; tab < (at === 0 ? 2 : 3); tab++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await expect(card).toHaveCount(0);
  await expect(page.locator('#view-panel')).toBeFocused();

  // It never returns by itself, and is found in the palette and in the help.
  await page.reload();
  await expect(explorer.readout).toBeVisible();
  await expect(offer).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill('tour');
  await page.getByRole('option', { name: 'Tour of the demo in five steps' }).click();
  await expect(card.getByRole('heading', { name: /^Filters/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Tour in five steps' }).click();
  await expect(card).toBeVisible();
  // The page goes on working.
  await explorer.rows().nth(4).click();
  await expect(explorer.inspector).toBeVisible();
  await card.getByRole('button', { name: 'Leave the tour' }).click();
  await expect(card).toHaveCount(0);
});

test('a declined tour stays away, and other runs have none', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(REASONS_ID);
  const offer = page.getByRole('group', { name: 'Tour' });
  await expect(offer).toHaveCount(0);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await palette.getByRole('combobox').fill('tour of the demo');
  await expect(palette.getByRole('option', { name: /^Tour/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await explorer.open(MARKET_STORY_ID);
  await offer.getByRole('button', { name: 'No tour' }).click();
  await expect(offer).toHaveCount(0);
  await page.reload();
  await expect(explorer.readout).toBeVisible();
  await expect(offer).toHaveCount(0);
});

test('the tour fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  await page.getByRole('button', { name: 'Tour in five steps' }).click();
  const card = page.getByRole('region', { name: 'Tour' });
  for (const title of TITLES) {
    await expect(
      card.getByRole('heading', { name: new RegExp(`^${title.replace('?', '.')}`) }),
    ).toBeFocused();
    await expect(card).toBeInViewport({ ratio: 1 });
    await expect(page.locator('[class*="ring"]')).toBeVisible();
    await card.getByRole('button', { name: /^(Next|Done)$/ }).click();
  }
  await expect(card).toHaveCount(0);
});
