import { tellMarketStory } from '../lib/testing/market-story';
import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];

test('newest first is one click, in the link; positions, find, go to and Follow keep to it', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const time = explorer.grid.getByRole('columnheader', { name: /^time/ });
  await expect(time).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: 'Newest first' }).click();
  await expect(time).toHaveAttribute('aria-sort', 'descending');
  expect(new URL(page.url()).searchParams.get('order')).toBe('desc');
  const last = STORY.toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : -1))[0];
  const clock = last?.timestamp.slice(11, 19) ?? '';
  await expect(explorer.rows().first()).toContainText(clock);
  await page.reload();
  // Keys work once the page's code runs; the server's rows are there before.
  await expect(explorer.readout).toBeVisible();
  await expect(explorer.rows().first()).toContainText(clock);

  // The first row of the turn in this order is its last event.
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: 'Turn, time or row' }).fill('t 20');
  await page.keyboard.press('Enter');
  const after = STORY.filter(({ turn_number }) => turn_number > 20).length;
  const selected = explorer.grid.locator('[aria-selected=true]');
  await expect(selected).toHaveAttribute('aria-rowindex', String(after + 2));

  // Find goes on from there, in the order of the rows.
  await page.keyboard.press('/');
  await page.getByRole('textbox', { name: 'Find in rows' }).fill('timed out');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search')).toContainText(/\d+ of \d+/);
  await expect
    .poll(async () => Number(await selected.getAttribute('aria-rowindex')))
    .toBeGreaterThanOrEqual(after + 2);

  await page.getByRole('button', { name: 'Follow', exact: true }).click();
  await expect(time).toHaveAttribute('aria-sort', 'ascending');
  await expect(explorer.readout).toHaveText(
    new RegExp(`–${STORY.length.toLocaleString('en')} of ${STORY.length.toLocaleString('en')}$`),
  );
});

test('rows are sorted by turn, agent and size of change, with the keyboard, and Back undoes', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const agent = explorer.grid.getByRole('columnheader', { name: /^agent/ });
  await agent.getByRole('button').press('Enter');
  await page.getByRole('menuitemradio', { name: 'Sort agents from A' }).press('Enter');
  await expect(agent).toHaveAttribute('aria-sort', 'ascending');
  const agents = STORY.flatMap(({ agent_id }) => agent_id ?? []).toSorted();
  await expect(explorer.rows().first()).toContainText(agents[0] ?? '');
  const change = explorer.grid.getByRole('columnheader', { name: /^description/ });
  await change.getByRole('button').click();
  await page.getByRole('menuitemradio', { name: 'Sort largest change first' }).click();
  await expect(page.getByText('sorted largest change first')).toBeVisible();
  await expect(change).toHaveAttribute('aria-sort', 'descending');
  expect(new URL(page.url()).searchParams.get('sort')).toBe('change');
  await expectNoAxeViolations(page, { within: '#view-panel' });
  await page.goBack();
  await expect(agent).toHaveAttribute('aria-sort', 'ascending');
});
