import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { buildSimulation } from '../lib/testing/build-simulation';
import { makeTempRoot } from '../lib/testing/temp-root';
import { writeSimulation } from '../lib/testing/write-simulation';
import { expectNoAxeViolations } from './support/axe';
import { layoutFaults } from './support/layout-faults';
import { test as base, expect } from './support/test';
import { ENSEMBLE_IDS, ENSEMBLE_NAME, writeEnsemble } from './support/write-ensemble';

/** The runs of an ensemble, and one run that is alone. */
const test = base.extend<object, { readonly outputRoot: string }>({
  outputRoot: [
    async ({}, use) => {
      await using root = await makeTempRoot();
      writeEnsemble(root.path);
      const alone = { seed: 1, turns: 3, eventsPerTurn: 5, simulationId: 'alone' };
      writeSimulation(root.path, 'alone', buildSimulation(alone));
      await use(root.path);
    },
    { scope: 'worker' },
  ],
});

const OVER_300 = 'question=variable%3Dgrain_price%26operator%3Dover%26value%3D300';
const ASKED = `/ensemble?runs=crisis_*&${OVER_300}`;

const charts = (page: Page) => page.getByRole('application', { name: /Bands of grain_price/ });
const outcomes = (page: Page) => page.getByRole('grid', { name: 'Outcomes' });
const answer = (page: Page) => page.getByRole('region', { name: 'Question' }).getByRole('heading');

/** The rows of the table in their order, without the rows that are kept in view. */
function rows(page: Page) {
  return outcomes(page).locator('[role=row][id]');
}

test('runs of a name lead from the list to their ensemble, where a question is asked and edited', async ({
  page,
}) => {
  await page.goto('/?q=crisis');
  await page.getByRole('checkbox', { name: /crisis_01/ }).check();
  await page.getByRole('checkbox', { name: /crisis_02/ }).check();
  const bar = page.getByRole('region', { name: 'Chosen simulations' });
  await expect(bar.getByRole('link', { name: 'Ensemble of 2 runs' })).toBeVisible();
  await bar.getByRole('link', { name: `All 12 of ${ENSEMBLE_NAME}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${ENSEMBLE_NAME}, 12 runs`);
  const settings = page.getByRole('list', { name: 'Settings that differ' });
  await expect(settings.getByRole('listitem')).toHaveText([
    'engine.goods.grain.elasticity 0.1, 0.2, 0.3',
    'seed 1–4',
  ]);

  await page.getByRole('button', { name: 'Ask how many runs…' }).click();
  const value = page.getByRole('textbox', { name: 'Value' });
  await value.fill('300');
  await value.press('Enter');
  await expect(answer(page)).toHaveText('6 of 12 runs');
  const groups = page.getByRole('list', { name: 'By group' }).getByRole('listitem');
  await expect(groups).toHaveText([/0\.1.*1 of 4/, /0\.2.*2 of 4/, /0\.3.*3 of 4/]);

  // The price is over 300 at its peak in turn 12, not earlier than turn 10.
  await page.getByRole('combobox', { name: 'When' }).selectOption('before turn');
  await page.getByRole('textbox', { name: 'Last turn' }).fill('10');
  await page.getByRole('textbox', { name: 'Last turn' }).press('Enter');
  await expect(answer(page)).toHaveText('0 of 12 runs');
  await page.getByRole('combobox', { name: 'Comparison' }).selectOption('under');
  await expect(answer(page)).toHaveText('12 of 12 runs');
  await page.goBack();
  await expect(answer(page)).toHaveText('0 of 12 runs');

  // A second condition, on events.
  await page.getByRole('combobox', { name: 'When' }).selectOption('in any turn');
  await page.getByRole('button', { name: '+ and' }).click();
  const second = page.getByRole('group', { name: 'Condition 2' });
  await second.getByRole('combobox', { name: 'What is asked about' }).selectOption({
    label: 'at least so many events',
  });
  await second.getByRole('textbox', { name: 'Kind' }).fill('hoard');
  await second.getByRole('textbox', { name: 'Kind' }).press('Enter');
  await expect(answer(page)).toHaveText('6 of 12 runs');
  const link = page.url();
  await page.reload();
  await expect(answer(page)).toHaveText('6 of 12 runs');
  await expect(second.getByRole('textbox', { name: 'Kind' })).toHaveValue('hoard');
  expect(page.url()).toBe(link);
  await second.getByRole('button', { name: 'Remove condition 2' }).click();
  await page.getByRole('button', { name: 'Remove condition 1' }).click();
  await expect(answer(page)).toHaveText('12 runs');
});

test('the run under the pointer has its line and its row; a click marks it, and the link keeps it', async ({
  page,
}) => {
  await page.goto(ASKED);
  const line = charts(page).locator('path[data-run]');
  // All groups are there: charts move while runs are still being indexed.
  await expect(charts(page).getByText('3 of 4 over 300')).toBeVisible();
  await expect(rows(page)).toHaveCount(12);
  await expect(line).toHaveCount(0);
  const box = await charts(page).boundingBox();
  if (box === null) throw new Error('no charts');
  // In the first chart, at the height of the one run that hoards.
  await page.mouse.move(box.x + box.width / 6, box.y + 70);
  await expect(line).toHaveAttribute('data-run', 'crisis_01');
  const kept = outcomes(page).getByRole('rowgroup', { name: 'Kept in view' });
  await expect(kept).toContainText('most typical');
  await expect(kept).toContainText('most unusual');
  await expect(kept.getByRole('row').last()).toContainText('01');
  await page.mouse.click(box.x + box.width / 6, box.y + 70);
  await expect(page).toHaveURL(/run=crisis_01/);
  await page.mouse.move(0, 0);
  await expect(line).toHaveAttribute('data-run', 'crisis_01');
  await page.reload();
  await expect(line).toHaveAttribute('data-run', 'crisis_01');

  // A row of the table shows its line, too.
  await rows(page).filter({ hasText: '12' }).first().hover();
  await expect(line).not.toHaveAttribute('data-run', 'crisis_01');
});

test('the keyboard walks over runs and turns, sorts, ticks and opens', async ({ page }) => {
  await page.goto(ASKED);
  await expect(rows(page).first()).toBeVisible();
  await charts(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const readout = charts(page).getByRole('status');
  await expect(readout).toHaveText(/^run \d\d, turn 1: 2[\d.]+, highest [\d.]+ in turn 12$/);
  const first = await readout.textContent();
  await page.keyboard.press('ArrowUp');
  await expect(readout).not.toHaveText(first ?? '');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/run=crisis_0[5-8]/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/run=/);

  await outcomes(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await expect(page.getByRole('link', { name: 'Compare two ticked' })).toHaveAttribute(
    'href',
    /^\/compare\?a=crisis_\d\d&b=crisis_\d\d$/,
  );
  await page.keyboard.press('Control+k');
  await page.keyboard.type('table of the forks');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Forks' })).toBeVisible();
  await outcomes(page).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/view\/crisis_/);
});

test('the results are sorted, filtered by their answer, and saved', async ({ page }) => {
  await page.goto(`/ensemble?name=${encodeURIComponent(ENSEMBLE_NAME)}&${OVER_300}`);
  await expect(rows(page)).toHaveCount(12);
  // The highest first.
  await expect(rows(page).first()).toContainText('335');
  await outcomes(page).getByRole('button', { name: 'elasticity' }).click();
  await expect(rows(page).first()).toContainText('0.1');
  await page.getByRole('button', { name: '6 no' }).click();
  await expect(rows(page)).toHaveCount(6);
  await expect(rows(page).first()).toContainText('no');
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toContain('engine.goods.grain.elasticity');
  expect(lines).toHaveLength(7);
  expect(lines[1]).toContain('no');
});

test('the tree names the fork that tells most; drawings have tables, and both are saved', async ({
  page,
}) => {
  await page.goto(ASKED);
  await expect(page.getByText(/juno_trader in turn 5 tells most: .*hoard, 6 of 6/)).toBeVisible();
  await expect(page.getByRole('img', { name: /Tree of decisions of 12 runs/ })).toBeVisible();
  await page.getByRole('button', { name: 'Table of the forks' }).click();
  const forks = page.getByRole('grid', { name: 'Forks' });
  await expect(forks.getByRole('row', { name: /^5 juno_trader hoard 6 6/ })).toBeVisible();
  await page.getByRole('button', { name: 'Table of the bands' }).click();
  const bands = page.getByRole('grid', { name: 'Bands of grain_price' });
  await expect(bands.getByRole('row').nth(1)).toHaveText(/^0\.104/);
  await page.reload();
  await expect(bands).toBeVisible();

  const save = async (name: RegExp, item: string) => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    await page.getByRole('menuitem', { name: item }).click();
    return readFile(await (await saved).path(), 'utf8');
  };
  const csv = (await save(/Save as.*the bands/, 'CSV: the table')).trim().split('\r\n');
  expect(csv).toHaveLength(1 + 3 * 25);
  await page.getByRole('button', { name: 'Table of the bands' }).click();
  await expect(charts(page)).toBeVisible();
  const svg = await save(/Save as.*the bands/, 'SVG: the drawing');
  expect(svg).toContain('engine.goods.grain.elasticity = 0.1');
  expect(svg.match(/<path/g)?.length).toBeGreaterThan(9);
});

test('one run, no run, an unknown run and a broken link say so', async ({
  page,
  browserErrors,
}) => {
  // The browser reports the refused requests.
  browserErrors.allow(/Failed to load resource/);
  await page.goto('/ensemble');
  await expect(page.getByRole('heading', { name: 'No runs are chosen' })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.goto('/ensemble?runs=alone');
  await expect(page.getByText(/expected at least 2 runs, found 1/)).toBeVisible();
  await page.goto('/ensemble?runs=nowhere&runs=alone');
  await expect(page.getByText(/There is no simulation "nowhere"/)).toBeVisible();
  await page.goto('/ensemble?runs=crisis_*&question=variable%3Dx&order=up');
  await expect(page.getByText(/Left out of this link: .*question=.*order=up/)).toBeVisible();
  await expect(answer(page)).toHaveText('12 runs');
  await page.goto('/ensemble?runs=crisis_*&variable=nothing');
  await expect(page.getByRole('heading', { name: 'No run has numbers of nothing' })).toBeVisible();
});

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test(`at ${String(width)} pixels nothing overlaps, and no accessibility rule is broken`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${ASKED}&run=${ENSEMBLE_IDS[0] ?? ''}`);
    await expect(answer(page)).toHaveText('6 of 12 runs');
    await expect(charts(page).locator('path[data-run]')).toBeVisible();
    await expect(page.getByText(/tells most/)).toBeVisible();
    expect(await layoutFaults(page)).toEqual([]);
    await expectNoAxeViolations(page);
  });
}

test('on paper the table has every run', async ({ page }) => {
  await page.goto(ASKED);
  await expect(rows(page).first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(rows(page)).toHaveCount(12);
  const isCut = await outcomes(page).evaluate((grid) => grid.scrollHeight > grid.clientHeight + 1);
  expect(isCut).toBe(false);
});
