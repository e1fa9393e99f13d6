import type { Page } from 'playwright/test';
import { compareLink } from '../components/compare-link';
import { expectNoAxeViolations } from './support/axe';
import { layoutFaults } from './support/layout-faults';
import { LLM_SIM_IDS, makeRoot } from './support/make-root';
import { expect, MARKET_STORY_ID, test as base } from './support/test';
import { writeMarketStory } from './support/write-market-story';
import { OTHER_STORY_ID, writeOtherStory } from './support/write-other-story';

/** The root has the market story twice, with and without its crisis. */
const test = base.extend<object, { readonly outputRoot: string }>({
  outputRoot: [
    async ({}, use) => {
      await using root = await makeRoot();
      writeMarketStory(root.path);
      writeOtherStory(root.path);
      await use(root.path);
    },
    { scope: 'worker' },
  ],
});

const STORIES = compareLink(MARKET_STORY_ID, OTHER_STORY_ID);
const [, FIRST_ECONOMY, SECOND_ECONOMY] = LLM_SIM_IDS;

function parts(page: Page) {
  return {
    runs: page.getByRole('region', { name: 'The two runs' }),
    configuration: page.getByRole('region', { name: 'Configuration' }),
    divergence: page.getByRole('region', { name: 'First divergence' }),
    counts: page.getByRole('region', { name: 'Events', exact: true }),
    grid: page.getByRole('grid', { name: 'Events side by side' }),
    selected: page.locator('[role=row][aria-selected=true]'),
    turn: page.getByRole('slider', { name: 'Turn' }),
    ledTo: page.getByRole('region', { name: 'What the divergence led to' }),
  };
}

test('two runs of one market tell their configuration, their divergence and what it led to', async ({
  page,
}) => {
  await page.goto(STORIES);
  const { runs, configuration, divergence, counts, grid, selected, turn, ledTo } = parts(page);
  await expect(runs).toContainText('different from turn 10 on');
  await expect(configuration).toContainText('1 of 31 settings differs');
  await expect(configuration.getByRole('row', { name: /^llm.timeout/ })).toContainText('8');
  await expect(divergence).toContainText("B lacks juno_trader's 3rd SYSTEM llm_timeout");
  await expect(divergence).toContainText('after 1,135 identical events');
  await expect(counts).toContainText('only in A');

  // The page begins at the divergence.
  await expect(turn).toHaveValue('10');
  await expect(turn).toHaveAttribute('aria-valuetext', /turn 10, A 131 events, B 130 events, 15 %/);
  await expect(selected).toContainText('only in A');
  await expect(selected).toContainText('for the third time, given up');
  await expect(selected).toBeInViewport();
  await expect(grid.getByRole('row', { name: /juno_trader.*changed/ }).first()).toBeVisible();

  // What it led to, the largest first, has both values.
  await expect(ledTo.getByRole('row', { name: /^grain_price/ })).toContainText('532.34213.58');
  await ledTo.getByText('differ, but not because of it').click();
  await expect(ledTo.getByRole('listitem').first()).toBeVisible();

  // From a difference to its causes.
  await divergence.getByRole('link', { name: 'Why in A' }).click();
  await expect(page).toHaveURL(new RegExp(`/view/${MARKET_STORY_ID}\\?tab=causality&event=`));
});

test('the keyboard alone walks over the differences, and the link keeps the place', async ({
  page,
}) => {
  await page.goto(STORIES);
  const { grid, selected, turn } = parts(page);
  await expect(selected).toContainText('only in A');
  await page.keyboard.press('n');
  await expect(selected).not.toContainText('for the third time');
  await expect(selected).not.toContainText('= same');
  const second = await selected.textContent();
  await page.keyboard.press('Shift+N');
  await expect(selected).toContainText('for the third time');
  await page.keyboard.press('n');
  await expect(selected).toHaveText(second ?? '');
  await page.reload();
  await expect(selected).toHaveText(second ?? '');

  // The row stays selected when what is the same is left out, and shown again.
  await page.keyboard.press('d');
  await expect(page.getByText('events, folded').first()).toBeVisible();
  await expect(selected).toHaveText(second ?? '');
  await page.keyboard.press('d');
  await expect(page.getByText('events, folded')).toHaveCount(0);
  await expect(selected).toHaveText(second ?? '');

  // Before the first difference there is none; the note says so.
  await page.keyboard.press('f');
  await expect(selected).toContainText('for the third time');
  await page.keyboard.press('Shift+N');
  await expect(page.getByText('There is no previous difference')).toBeVisible();

  // The cursor: arrow keys on the axis; the rows follow.
  await turn.focus();
  await page.keyboard.press('ArrowRight');
  await expect(turn).toHaveValue('11');
  await expect(page.getByRole('heading', { name: /^turn 11/ })).toContainText('128 events');
  await expect(page).toHaveURL(/turn=11/);

  // Only differences: what is left out is counted.
  await page.keyboard.press('d');
  await expect(page.getByRole('button', { name: 'Only differences' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(grid.getByText(/events?, folded/).first()).toBeVisible();
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/view\/.+\?event=/);
});

test('a run has no difference from itself', async ({ page }) => {
  await page.goto(compareLink(MARKET_STORY_ID, MARKET_STORY_ID));
  const { runs, divergence, turn, ledTo } = parts(page);
  await expect(runs).toContainText('no difference in 5,017 events');
  await expect(divergence).toContainText('There is none');
  await expect(turn).toHaveValue('0');
  await expect(ledTo).toContainText('The runs do not diverge.');
  await page.getByRole('button', { name: 'Only differences' }).click();
  await expect(page.getByRole('heading', { name: 'No difference in turn 0' })).toBeVisible();
  await expectNoAxeViolations(page);
});

test('another verbosity is said first', async ({ page }) => {
  await page.goto(compareLink(FIRST_ECONOMY, SECOND_ECONOMY));
  const { runs } = parts(page);
  await expect(runs).toContainText('Recorded at another verbosity');
  await expect(runs).toContainText('are not compared');
});

test('fields are ignored, and the runs are swapped', async ({ page }) => {
  await page.goto(STORIES);
  const { configuration, counts, divergence } = parts(page);
  const changed = () =>
    counts
      .locator('div', { hasText: /^≠changed/ })
      .locator('dd')
      .textContent();
  await expect(divergence).toContainText('B lacks');
  const before = await changed();
  await page.getByRole('button', { name: 'Ignored fields: 58' }).click();
  await page.getByRole('textbox', { name: 'Field to ignore' }).fill('new_value');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/ignore=new_value/);
  await expect.poll(changed).not.toBe(before);
  await expectNoAxeViolations(page, { within: '[role=dialog]' });
  await page.getByRole('button', { name: 'Compare new_value again' }).click();
  await expect.poll(changed).toBe(before);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Swap A and B' }).click();
  await expect(page).toHaveURL(new RegExp(`a=${OTHER_STORY_ID}&b=${MARKET_STORY_ID}`));
  await expect(divergence).toContainText('Turn 10');
  await expect(configuration.getByRole('row', { name: /^llm.timeout/ })).toHaveText(
    /in A 8.*in B 5/,
  );
});

test('two runs are ticked in the list and compared; a run leads there, too', async ({ page }) => {
  await page.goto(`/view/${MARKET_STORY_ID}`);
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.getByPlaceholder(/command/).fill('compare with another');
  await page.getByRole('option', { name: 'Compare with another run …' }).click();
  const bar = page.getByRole('region', { name: 'Chosen simulations' });
  await expect(bar).toContainText('is chosen');
  await page.locator(`[data-simulation="${OTHER_STORY_ID}"]`).getByRole('checkbox').check();
  await bar.getByRole('link', { name: 'Compare' }).click();
  await expect(parts(page).runs).toContainText('different from turn 10 on');

  await page.goto(`/view/${MARKET_STORY_ID}`);
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.getByPlaceholder(/command/).fill(`compare ${SECOND_ECONOMY}`);
  await page.getByRole('option', { name: /^Compare with run/ }).click();
  await expect(page).toHaveURL(new RegExp(`/compare\\?a=${MARKET_STORY_ID}&b=${SECOND_ECONOMY}`));
});

test('an address without two runs, and a run that does not exist, say so', async ({
  page,
  browserErrors,
}) => {
  await page.goto('/compare?a=only');
  await expect(page.getByRole('heading', { name: 'Choose two runs to compare' })).toBeVisible();
  await expectNoAxeViolations(page);
  browserErrors.allow(/404/);
  await page.goto(compareLink(MARKET_STORY_ID, 'no-such-run'));
  await expect(page.getByRole('heading', { name: 'There is no such run' })).toBeVisible();
});

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test(`at ${String(width)} px the page has a sound layout and breaks no accessibility rule`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.goto(STORIES);
    await expect(parts(page).selected).toContainText('only in A');
    await expect(page.getByRole('img', { name: /grain_price over turns/ })).toBeVisible();
    expect(await layoutFaults(page)).toEqual([]);
    await expectNoAxeViolations(page);
  });
}

test('on paper the events of the turn are whole', async ({ page }) => {
  await page.goto(STORIES);
  const { grid, selected } = parts(page);
  await expect(selected).toContainText('only in A');
  await page.emulateMedia({ media: 'print' });
  const isCut = () => grid.evaluate((element) => element.scrollHeight > element.clientHeight + 1);
  await expect.poll(isCut).toBe(false);
  await expect(page.getByRole('button', { name: 'Swap A and B' })).toBeHidden();
});
