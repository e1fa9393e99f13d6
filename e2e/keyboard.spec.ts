import type { Page } from 'playwright/test';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const selected = (page: Page) => new URL(page.url()).searchParams.get('event');

/** Whether the keyboard is somewhere on the page, and not lost to its body. */
const hasFocus = (page: Page) => page.evaluate(() => document.activeElement !== document.body);

/** A key as a keyboard of another layout gives it: Playwright knows that of the United States alone. */
async function press(
  page: Page,
  init: Pick<KeyboardEventInit, 'key' | 'code' | 'altKey' | 'ctrlKey'>,
): Promise<void> {
  await page.evaluate((given) => {
    const press = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...given });
    (document.activeElement ?? document.body).dispatchEvent(press);
  }, init);
}

test('a range of turns is one filter, by keys and by mouse, and the export describes its content', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?event_types=DECISION');
  const from = explorer.filters.getByRole('textbox', { name: 'From turn' });
  const to = explorer.filters.getByRole('textbox', { name: 'To turn' });
  await from.click();
  await page.keyboard.type('10');
  await page.keyboard.press('Tab');
  await expect(to).toBeFocused();
  await page.keyboard.type('20');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/turn_start=10&turn_end=20/);
  await expect(to).toBeFocused();

  await from.fill('30');
  await to.click();
  await page.keyboard.press('Enter');
  await expect(explorer.filters.getByText('Not applied: 30 is after 20')).toBeVisible();
  await expect(page).toHaveURL(/turn_start=10&turn_end=20/);
  await page.keyboard.press('Escape');
  await expect(from).toHaveValue('10');

  await page.getByRole('button', { name: 'Export' }).click();
  const menu = page.getByRole('menu');
  await expect(menu).toContainText('turn 10–20');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    menu.getByRole('menuitem', { name: 'CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${MARKET_STORY_ID}_turns-10-20_decision.csv`);
});

test('keys reach the table on a page that has just opened, in every layout', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => selected(page)).not.toBeNull();
  await expect(explorer.grid).toBeFocused();
  const first = selected(page);
  await press(page, { key: 'о', code: 'KeyJ' });
  await expect.poll(() => selected(page)).not.toBe(first);
  await press(page, { key: 'л', code: 'KeyK', ctrlKey: true });
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(explorer.grid).toBeFocused();
});

test('keys reach the table after the way from the list', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'Market crisis' }).focus();
  await page.keyboard.press('Enter');
  await expect(explorer.readout).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => selected(page)).not.toBeNull();
  await expect(explorer.grid).toBeFocused();
});

test('the table is ten steps of Tab away at most, and one by the link that skips', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  for (const query of ['', '?turn_start=3&turn_end=20']) {
    await explorer.open(MARKET_STORY_ID, query);
    if (query !== '') await expect(page.getByRole('slider', { name: /range$/ })).toHaveCount(2);
    let steps = 0;
    do {
      await page.keyboard.press('Tab');
      steps += 1;
    } while (
      steps < 30 &&
      !(await explorer.grid.evaluate((grid) => grid === document.activeElement))
    );
    expect(steps).toBeLessThanOrEqual(10);
  }

  await page.getByRole('link', { name: 'Skip to the events' }).focus();
  await page.keyboard.press('Enter');
  await expect(explorer.grid).toBeFocused();
});

test('the keyboard is never lost: chips, dialogs, paths and tabs', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?event_types=DECISION&turn_start=10');
  const chips = page.getByRole('group', { name: 'Active filters' });
  await chips.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/event_types/);
  await expect(chips.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/turn_start/);
  await expect.poll(() => hasFocus(page)).toBe(true);

  await expect(explorer.readout).toHaveText(/ of 5,017$/);
  await explorer.grid.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(explorer.grid).toBeFocused();

  await page.keyboard.press('End');
  await expect.poll(() => selected(page)).not.toBeNull();
  // The last event, the end of the run, names no cause; the one before it does.
  const last = selected(page);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => selected(page)).not.toBe(last);
  await page.keyboard.press('Enter');
  await expect(explorer.tab('Causality')).toBeFocused();
  const before = selected(page);
  await expect(page.locator(`[data-node-id="${before ?? ''}"]`)).toBeVisible();
  await press(page, { key: '[', code: 'Digit5', altKey: true });
  await expect.poll(() => selected(page)).not.toBe(before);

  await page.getByRole('button', { name: 'Path to…' }).click();
  await expect(page.getByRole('textbox', { name: 'Id of the other event' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect.poll(() => hasFocus(page)).toBe(true);
});

test('another event is read from its top, and its link keeps the filter', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?event_types=DECISION&axis=time');
  await explorer.grid.focus();
  await page.keyboard.press('ArrowDown');
  const title = explorer.inspector.getByRole('heading').first();
  await expect(title).toBeVisible();
  await explorer.inspector.evaluate((inspector) => inspector.scrollTo(0, 200));
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => explorer.inspector.evaluate(({ scrollTop }) => scrollTop)).toBe(0);

  await explorer.inspector.getByRole('button', { name: 'Copy link' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('event_types=DECISION&event=');
});

test('pressed and selected controls are visible in forced colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const axis = page.getByRole('group', { name: 'Axis' });
  const colourOf = (pressed: boolean) =>
    axis
      .getByRole('button', { pressed })
      .first()
      .evaluate((button) => getComputedStyle(button).backgroundColor);
  expect(await colourOf(true)).not.toBe(await colourOf(false));
});

test('at 320 px wide, which is 400 % of 1280, nothing is cut off sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const explorer = new ExplorerPage(page);
  const explored = ['', '?tab=state', `?tab=causality`];
  for (const query of explored) {
    await page.goto(`/view/${MARKET_STORY_ID}${query}`);
    await expect(explorer.tab('Events')).toBeVisible();
    const cut = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const outside = [...document.querySelectorAll('header button, [role=tab], footer *')].filter(
        (element) => element.getBoundingClientRect().right > clientWidth + 1,
      );
      return [scrollWidth - clientWidth, ...outside.map(({ textContent }) => textContent)];
    });
    expect(cut).toEqual([0]);
  }
});
