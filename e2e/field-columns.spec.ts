import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';
import { untilIndexed } from './support/until-indexed';

const RUN_ID = 'orders';
const COUNT = 900;

/** Orders with a price as it is written, a note that is too long for a cell, and one order without a price. */
function writeOrders(outputRoot: string): void {
  const lines = Array.from({ length: COUNT }, (_, at) => {
    const price = at === 2 ? '' : `"price":${String(1_000_000 + at)}.50,`;
    const note = at === 1 ? 'n'.repeat(3000) : 'short';
    const time = `2026-10-05T14:${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}Z`;
    return (
      `{"event_id":"o${String(at)}","timestamp":"${time}","turn_number":1,"event_type":"ACTION","agent_id":"ada",` +
      `"description":"Order ${String(at)}","details":{"action_type":"order","order":{${price}"good":"grain"},"note":"${note}"}}\n`
    );
  });
  mkdirSync(join(outputRoot, RUN_ID), { recursive: true });
  writeFileSync(join(outputRoot, RUN_ID, 'events.jsonl'), lines.join(''));
}

test.beforeEach(async ({ outputRoot, serverUrl }) => {
  writeOrders(outputRoot);
  await untilIndexed(serverUrl, `/simulations/${RUN_ID}`);
});

test('a field of the inspector becomes a column by mouse, with exact values, and is removed', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(RUN_ID);
  const params = () => new URL(page.url()).searchParams;
  await explorer.row('Order 0').click();
  const price = explorer.inspector.getByText('1000000.50', { exact: true });
  await price.hover();
  await explorer.inspector
    .getByRole('button', { name: 'Show details.order.price as a column' })
    .click();
  expect(params().getAll('fields')).toEqual(['details.order.price']);
  const header = explorer.grid.getByRole('columnheader', { name: 'price' });
  await expect(header.getByRole('button')).toHaveAttribute('title', 'details.order.price');
  const cell = explorer.grid.getByTitle('details.order.price: 1000000.50');
  await expect(cell).toHaveText('1,000,000.50');
  await expect(cell).toHaveCSS('text-align', 'right');
  await expect(explorer.grid.getByLabel('no value')).toBeVisible();
  await expectNoAxeViolations(page, { within: '#view-panel' });

  // A row far away has its value, too, also after a reload and in another order.
  await explorer.scrollTo(1);
  await expect(explorer.grid.getByText('1,000,899.50')).toBeVisible();
  await page.getByRole('button', { name: 'Newest first' }).click();
  await expect(explorer.rows().first()).toContainText('1,000,899.50');
  await page.reload();
  // The link has an event: its row is in view.
  await expect(explorer.grid.getByText('1,000,000.50')).toBeVisible();

  await header.getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Remove details.order.price' }).click();
  await expect(header).toHaveCount(0);
  expect(params().getAll('fields')).toEqual([]);
  await page.goBack();
  await expect(header).toBeVisible();
});

test('a column is added by keyboard, its cell filters by plus and minus, and a cut value says so', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(RUN_ID);
  const params = () => new URL(page.url()).searchParams;
  const add = async (path: string) => {
    await explorer.grid.getByRole('columnheader', { name: /^kind/ }).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Add a column…' }).press('Enter');
    const field = page.getByRole('textbox', { name: 'Field of the details' });
    await expect(field).toBeFocused();
    await field.fill(path);
    await page.keyboard.press('Enter');
  };
  await add('a..b');
  await expect(page.getByText('expected a name between two dots')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(
    explorer.grid.getByRole('columnheader', { name: /^kind/ }).getByRole('button'),
  ).toBeFocused();
  await add('note');
  await expect(explorer.grid.getByRole('columnheader', { name: 'note' })).toBeVisible();
  const cut = explorer.grid.getByTitle(/^details\.note, cut: "n+…$/);
  await expect(cut).toContainText('cut');
  await add('details.order.price');
  await expect(explorer.grid.getByText('1,000,000.50')).toBeVisible();

  await explorer.grid.focus();
  await page.keyboard.press('Home');
  // time, turn, type, agent, kind, note, price
  for (let at = 0; at < 7; at++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('+');
  await expect(explorer.readout).toHaveText('row 1 of 1');
  expect(params().getAll('where')).toEqual(['details.order.price = 1000000.50']);
  await page.goBack();
  await expect(explorer.readout).toHaveText(/of 900$/);
  await explorer.grid.focus();
  await page.keyboard.press('Home');
  for (let at = 0; at < 7; at++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('-');
  // The order without a price meets no condition on it.
  await expect(explorer.readout).toHaveText(/of 898$/);
  expect(params().getAll('where')).toEqual(['details.order.price != 1000000.50']);
  await expectNoAxeViolations(page, { within: '#view-panel' });
});

test('a field of the inspector filters, and is a column, by keyboard; find and Follow keep the columns', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?event_types=STATE');
  await explorer.rows().first().click();
  const column = explorer.inspector.getByRole('button', {
    name: 'Show details.new_value as a column',
  });
  await column.focus();
  await expect(column).toHaveCSS('opacity', '1');
  await page.keyboard.press('Enter');
  await expect(column).toHaveAttribute('aria-pressed', 'true');
  const cells = explorer.grid.getByTitle(/^details\.new_value: /);
  await expect(cells.first()).toBeVisible();
  await page.getByRole('button', { name: 'Follow', exact: true }).click();
  await expect(cells.first()).toBeVisible();
  await page.keyboard.press('/');
  await page.getByRole('textbox', { name: 'Find in rows' }).fill('grain_price');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search')).toContainText(/\d+ of \d+/);
  await expect(cells.first()).toBeVisible();
  await page.keyboard.press('Escape');
  const only = explorer.inspector.getByRole('button', { name: /^Only details\.new_value = / });
  const value = ((await only.getAttribute('aria-label')) ?? '').split(' = ')[1] ?? '';
  await only.focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => new URL(page.url()).searchParams.getAll('where'))
    .toEqual([`details.new_value = ${value}`]);
  await expect(explorer.grid.getByTitle(`details.new_value: ${value}`).first()).toBeVisible();
});
