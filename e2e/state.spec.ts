import type { Locator, Page } from 'playwright/test';
import { EventWriter } from '../lib/capture/event-writer';
import { tellMarketStory } from '../lib/testing/market-story';
import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { LLM_SIM_IDS } from './support/make-root';
import { expect, test } from './support/test';
import { DRIFT, REPLAYED_ID, settingAt } from './support/write-replayed-run';

/** The State tab as a person sees it. */
class StatePage {
  readonly page: Page;
  readonly inspector: Locator;
  readonly grid: Locator;
  readonly slider: Locator;
  readonly charts: Locator;

  constructor(page: Page) {
    this.page = page;
    this.inspector = new ExplorerPage(page).inspector;
    this.grid = page.getByRole('treegrid');
    this.slider = page.getByRole('slider', { name: 'Turn' });
    this.charts = page.getByRole('region', { name: 'Charts' });
  }

  async open(simulationId: string, query = ''): Promise<void> {
    await this.page.goto(`/view/${simulationId}?tab=state${query}`);
    await expect(this.slider).toBeVisible();
  }

  async expectTurn(turn: number): Promise<void> {
    await expect(this.grid).toHaveAccessibleName(`State at the end of turn ${String(turn)}`);
  }

  /** The first row of a variable: rows of global ones come first. */
  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: name }).first();
  }
}

test('the world is shown at a turn, and each value leads to its event and its why', async ({
  page,
}) => {
  const state = new StatePage(page);
  await state.open(REPLAYED_ID, '&turn=31');
  await state.expectTurn(31);
  const price = settingAt('grain_price', null, 31);
  const before = settingAt('grain_price', null, 30);
  const row = state.row('grain_price');
  await expect(row).toContainText(String(price.value));
  await expect(row).toContainText(`was ${String(before.value)}`);

  await row.getByRole('button', { name: 'Event that set grain_price in turn 31' }).click();
  await expect(state.inspector).toContainText(price.eventId);
  await expect(row).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: 'Previous turn' }).click();
  await state.expectTurn(30);
  await expect(row).toContainText(String(before.value));
  await expect(page).toHaveURL(/turn=30/);

  await row.getByRole('button', { name: 'Why? grain_price', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`tab=causality.*event=${before.eventId}`));

  // And back from a STATE event to the state at its turn.
  await expect(state.inspector).toContainText(before.eventId);
  await state.inspector.getByRole('button', { name: 'State at this turn' }).click();
  await state.expectTurn(30);
  await expect(state.row('grain_price')).toHaveAttribute('aria-selected', 'true');
});

test('turns are stepped, played and scrubbed by keyboard alone', async ({ page }) => {
  const state = new StatePage(page);
  await state.open(REPLAYED_ID);
  await state.expectTurn(40);
  await state.slider.focus();
  await page.keyboard.press('ArrowLeft');
  await state.expectTurn(39);
  await page.keyboard.press('Home');
  await expect(page.getByText('No variable is known by the end of turn 0.')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await state.expectTurn(1);
  await expect(page).toHaveURL(/turn=1(&|$)/);

  await page.getByRole('button', { name: '10 turns a second' }).press('Enter');
  await state.slider.focus();
  const entries = await page.evaluate(() => window.history.length);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  // Four seconds, or longer where turns are longer on their way.
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible({ timeout: 30_000 });
  await state.expectTurn(40);
  await expect(page).toHaveURL(/turn=40/);
  expect(await page.evaluate(() => window.history.length)).toBe(entries);

  const field = page.getByRole('textbox', { name: 'Go to turn' });
  await field.fill('12');
  await field.press('Enter');
  await state.expectTurn(12);
  await expect(field).toBeFocused();
});

test('the table is walked, searched and narrowed by keys', async ({ page }) => {
  const state = new StatePage(page);
  await state.open(REPLAYED_ID, '&turn=31');
  await state.grid.focus();
  await page.keyboard.press('/');
  await expect(page.getByPlaceholder('Find a variable or agent')).toBeFocused();
  await page.keyboard.type('oslo');
  await expect(state.row('oslo_grain')).toBeVisible();
  await expect(state.grid.getByRole('row', { name: /grain_price/ })).toHaveCount(0);
  await state.grid.focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const active = await state.grid.getAttribute('aria-activedescendant');
  const name = await page
    .locator(`[id="${active ?? ''}"] [role=gridcell]`)
    .nth(1)
    .textContent();
  const { eventId } = settingAt(name ?? '', 'oslo_grain', 31);
  await expect(state.inspector).toContainText(eventId);
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(new RegExp(`vars=oslo_grain%3A${name ?? ''}`));
  await page.keyboard.press('Shift+Enter');
  await expect(page).toHaveURL(new RegExp(`tab=causality.*event=${eventId}`));
  await expect(page.getByRole('tab', { name: 'Causality' })).toBeFocused();
});

test('variables are charted: points lead to events, turns are zoomed, a link restores them', async ({
  page,
}) => {
  const state = new StatePage(page);
  await state.open(REPLAYED_ID, '&turn=5');
  await page.getByRole('checkbox', { name: 'Chart grain_price' }).check();
  await page.getByRole('checkbox', { name: 'Chart unrest' }).check();
  await expect(page).toHaveURL(/vars=grain_price&vars=unrest/);
  const plot = state.charts.getByRole('img', { name: 'grain_price, unrest over turns 0 to 40' });
  const box = await plot.boundingBox();
  if (box === null) throw new Error('no plot');
  // Where turns are, as the axis has them.
  const tick = async (turn: number): Promise<number> => {
    const label = await plot.getByText(String(turn), { exact: true }).last().boundingBox();
    return (label?.x ?? 0) + (label?.width ?? 0) / 2;
  };
  const [x10, x20] = [await tick(10), await tick(20)];

  // Beside all points a click leads to the turn; on the line of the turn it can be dragged.
  await page.mouse.click(x10, box.y + 10);
  await state.expectTurn(10);
  await page.mouse.move(x10, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(x20, box.y + 10, { steps: 5 });
  await page.mouse.up();
  await state.expectTurn(20);
  await expect(page).toHaveURL(/turn=20/);

  // The point of grain_price in turn 10: somewhere in the first plot.
  const { eventId, value } = settingAt('grain_price', null, 10);
  const legend = state.charts.getByRole('list');
  for (let y = box.y + 30; y < box.y + 80; y += 4) {
    await page.mouse.move(x10, y);
    if ((await plot.getAttribute('data-pointing')) === 'point') {
      await page.mouse.click(x10, y);
      break;
    }
  }
  await expect(legend).toContainText(String(value));
  await expect(state.inspector).toContainText(eventId);

  // The inspector now stands beside the plots.
  const [from, to] = [await tick(10), await tick(20)];
  await page.mouse.move(from, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(to - 20, box.y + 60, { steps: 5 });
  await page.mouse.up();
  const zoomed = state.charts.getByRole('img', { name: /over turns 10 to 1[89]$/ });
  await expect(zoomed).toBeVisible();
  await state.charts.getByRole('button', { name: /show all/ }).click();
  await expect(plot).toBeVisible();

  await state.charts.getByRole('button', { name: 'One axis' }).click();
  await page.reload();
  await expect(plot).toBeVisible();
  await expect(plot.getByText('unrest')).toBeVisible();
  await state.charts.getByRole('button', { name: 'Remove unrest from the charts' }).click();
  await expect(page).not.toHaveURL(/unrest/);
});

test('both values are shown where a checkpoint and the events disagree', async ({ page }) => {
  const state = new StatePage(page);
  await state.open(REPLAYED_ID, '&turn=10');
  await state.expectTurn(10);
  await expect(page.getByText(/disagree/)).toHaveCount(0);

  await state.open(REPLAYED_ID, '&turn=22');
  await state.expectTurn(22);
  await expect(page.getByText('Checkpoint turn_20 and the events up to it disagree')).toBeVisible();
  const { value, eventId } = settingAt(DRIFT.variable, null, 20);
  const line = page.getByRole('table').getByRole('row', { name: new RegExp(DRIFT.variable) });
  await expect(line).toContainText(String(DRIFT.value));
  await expect(line).toContainText(String(value));
  await line.getByRole('button', { name: `Event that set ${DRIFT.variable}` }).click();
  await expect(state.inspector).toContainText(eventId);
});

test('a checkpoint that cannot be read is named', async ({ page }) => {
  const state = new StatePage(page);
  await state.open(REPLAYED_ID, '&turn=31');
  await state.expectTurn(31);
  await expect(page.getByText('checkpoints/turn_30.json')).toBeVisible();
});

test('only variables changed in the turn are shown on request', async ({ page }) => {
  const state = new StatePage(page);
  await state.open(REPLAYED_ID, '&turn=12');
  await expect(state.row('bread_price')).toBeVisible();
  await page.getByRole('switch', { name: 'Only changed variables' }).check();
  await expect(state.row('grain_price')).toBeVisible();
  await expect(state.row('bread_price')).toHaveCount(0);
});

test('a run without state changes shows its checkpoints, and a run without both gives advice', async ({
  page,
}) => {
  const state = new StatePage(page);
  await state.open(LLM_SIM_IDS[1], '&turn=7');
  await expect(page.getByRole('note')).toContainText('values come from checkpoint turn_6');
  const row = state.row('agent_wealth');
  await expect(row).toContainText('checkpoint turn_6');
  await row.getByRole('button', { name: 'Open agent_wealth' }).click();
  await expect(state.row('Nation_A')).toBeVisible();

  await page.goto(`/view/${LLM_SIM_IDS[0]}?tab=state`);
  await expect(page.getByRole('heading', { name: 'This run records no state' })).toBeVisible();
});

test('a growing run is followed until another turn is chosen', async ({ page, outputRoot }) => {
  const story = [...tellMarketStory()];
  const writer = new EventWriter({
    outputDir: outputRoot,
    simulationId: 'state-live',
    verbosity: 'STATE',
  });
  const emitTurns = async (first: number, last: number): Promise<void> => {
    for (const event of story) {
      if (event.turn_number >= first && event.turn_number <= last) writer.emit(event);
    }
    await writer.flush();
  };
  await writer.start();
  try {
    await emitTurns(0, 3);
    const state = new StatePage(page);
    await state.open('state-live', '&vars=grain_price');
    await state.expectTurn(3);
    const follow = page.getByRole('button', { name: 'Following newest' });
    await expect(follow).toHaveAttribute('aria-pressed', 'true');

    await emitTurns(4, 6);
    await state.expectTurn(6);
    const price = settingAt('grain_price', null, 6);
    await expect(state.row('grain_price')).toContainText(String(price.value));
    await expect(state.charts.getByRole('img', { name: /over turns 0 to 6$/ })).toBeVisible();

    await page.getByRole('button', { name: 'Previous turn' }).click();
    await state.expectTurn(5);
    await emitTurns(7, 8);
    await expect(state.slider).toHaveAttribute('max', '8');
    await state.expectTurn(5);
    await page.getByRole('button', { name: 'Follow newest' }).click();
    await state.expectTurn(8);
  } finally {
    await writer.stop();
  }
});

test('the state can be read by everyone, also on a narrow screen', async ({ page }) => {
  const state = new StatePage(page);
  await state.open(REPLAYED_ID, '&turn=22&vars=grain_price&vars=unrest&vars=mira_bank:deposits');
  await expect(state.charts.getByRole('img')).toBeVisible();
  await expect(state.row('grain_price')).toBeVisible();
  await expectNoAxeViolations(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(state.charts.getByRole('img')).toBeVisible();
  await expect(state.row('grain_price')).toBeVisible();
  await expectNoAxeViolations(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('two turns are compared: what differs, by how much, and which event set it', async ({
  page,
}) => {
  const state = new StatePage(page);
  await state.open(REPLAYED_ID, '&turn=31');
  const table = page.getByRole('treegrid');
  await table.focus();
  await page.keyboard.press('c');
  const field = page.getByRole('textbox', { name: 'compare with turn' });
  await expect(field).toBeFocused();
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/turn=31/);
  await expect(page).toHaveURL(/against=5/);
  await expect(page.getByRole('tabpanel')).toContainText(
    /turn 31 against turn 5: \d+ of \d+ variables differ/,
  );
  const headings = table.getByRole('columnheader');
  await expect(headings).toHaveText(['Chart', 'variable', 'turn 5', 'turn 31', 'change', 'set']);
  const [now, then] = [settingAt('grain_price', null, 31), settingAt('grain_price', null, 5)];
  const row = table.getByRole('row').filter({ hasText: 'grain_price' }).first();
  await expect(row).toContainText(String(then.value));
  await expect(row).toContainText(String(now.value));
  await expect(row).toContainText('%');
  await row.click();
  await expect(state.inspector).toContainText(now.eventId);

  // The link restores it, the turns are swapped, and it ends.
  await page.reload();
  await expect(headings.nth(2)).toHaveText('turn 5');
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(headings.nth(2)).toHaveText('turn 31');
  await expect(headings.nth(3)).toHaveText('turn 5');
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'End the comparison' }).click();
  await expect(page).not.toHaveURL(/against=/);
  await expect(table.getByRole('columnheader', { name: 'over the run' })).toBeVisible();
});

test('at 1024 px the player has its buttons on one line, and charts can be taller', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const state = new StatePage(page);
  const { eventId } = settingAt('grain_price', null, 5);
  await state.open(REPLAYED_ID, `&turn=5&vars=grain_price&event=${eventId}`);
  const speeds = page.getByRole('group', { name: 'Turns a second' }).getByRole('button');
  const tops = await speeds.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
  const heights = await speeds.evaluateAll((all) => all.map((one) => one.scrollHeight));
  expect(Math.max(...heights)).toBeLessThan(30);

  await page.setViewportSize({ width: 1440, height: 900 });
  const height = async () => (await state.charts.boundingBox())?.height ?? 0;
  const low = await height();
  await state.charts.getByRole('button', { name: 'Taller' }).click();
  await expect.poll(height).toBeGreaterThan(low + 40);
  await page.reload();
  await expect(state.charts).toBeVisible();
  await expect.poll(height).toBeGreaterThan(low + 40);
});
