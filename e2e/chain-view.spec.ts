import { tellMarketStory } from '../lib/testing/market-story';
import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { LLM_SIM_IDS } from './support/make-root';
import { expect, MARKET_STORY_ID, test } from './support/test';
import { REASONS_ID } from './support/write-reasons-run';

const STORY = new Map([...tellMarketStory()].map((event) => [event.event_id, event]));
const LENGTH = 21;

/** A chain of 20 links that ends in turn 28, each event with the first of its causes before it. */
function longChain(): readonly string[] {
  const last = [...STORY.values()].find(
    ({ turn_number, description }) => turn_number === 28 && description?.startsWith('Grain price:'),
  );
  const chain = [last?.event_id ?? '?'];
  while (chain.length < LENGTH) {
    const [cause = '?'] = STORY.get(chain[0] ?? '?')?.caused_by ?? [];
    chain.unshift(cause);
  }
  return chain;
}

function addressOf(simulationId: string, ids: readonly string[], more = ''): string {
  const query = ids.map((id) => `&chain=${encodeURIComponent(id)}`).join('');
  return `/view/${simulationId}?tab=causality${query}${more}`;
}

for (const width of [1440, 1024, 390]) {
  test(`a link opens a chain of 20 links in order, wrapped over rows, ${String(width)} px wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const ids = longChain();
    await page.goto(addressOf(MARKET_STORY_ID, ids));
    const pane = page.getByRole('region', { name: 'Chain of causes' });
    await expect(pane.getByRole('status').first()).toHaveText(
      'Chain of 21 events, 20 links: 20 declared',
    );
    const steps = pane.locator('ol > li');
    await expect(steps).toHaveCount(LENGTH);
    for (const [i, id] of ids.entries()) {
      await expect(steps.nth(i)).toContainText(STORY.get(id)?.description ?? '?');
    }
    await expect(steps.first()).toContainText(/^cause/);
    await expect(steps.last()).toContainText(/declared.*effect/);
    await expect(pane.getByText('effect', { exact: true })).toHaveCount(1);
    // Rows like text, nothing beyond the right edge.
    const isScrolled = await pane.evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(isScrolled).toBe(false);
    await expectNoAxeViolations(page, { within: '[aria-label="Chain of causes"]' });
  });
}

test('an event of a chain is selected, its neighbours are listed, and its graph is a click away', async ({
  page,
}) => {
  await page.goto(addressOf(REASONS_ID, ['start', 'choice', 'deed', 'price', 'report']));
  const pane = page.getByRole('region', { name: 'Chain of causes' });
  await expect(pane.getByRole('status').first()).toHaveText(
    'Chain of 5 events, 4 links: 4 declared',
  );
  await pane.getByText('1 other cause, 5 other effects').click();
  await expect(pane.getByRole('button', { name: /What rumour is/ })).toBeVisible();
  await pane.getByRole('button', { name: /What price is/ }).click();
  const { inspector } = new ExplorerPage(page);
  await expect(inspector).toContainText('What price is');
  await pane.getByRole('button', { name: 'Graph of the selected event' }).click();
  await expect(page.locator('[data-node-id="price"]')).toHaveAttribute('aria-current', 'true');
  await expect(page).not.toHaveURL(/chain=/);
  await page.goBack();
  await expect(pane).toBeVisible();

  // Why? of an event shows its graph, not the chain that was shown last.
  await page.getByRole('tab', { name: 'Events' }).click();
  await inspector.getByRole('button', { name: 'Why?' }).click();
  await expect(page.locator('[data-node-id="price"]')).toBeVisible();
});

test('events that are not in the files and links that nothing declares are named', async ({
  page,
  serverUrl,
  browserErrors,
}) => {
  browserErrors.allow(/404 \(Not Found\)/);
  await page.goto(addressOf(REASONS_ID, ['gone', 'price', 'law']));
  const pane = page.getByRole('region', { name: 'Chain of causes' });
  const steps = pane.locator('ol > li');
  await expect(steps.first()).toContainText(/cause gone.*not in the files/);
  await expect(steps.last()).toContainText('no known link');
  await expect(pane.getByRole('status').first()).toHaveText(
    'Chain of 3 events, 2 links: 1 declared, 1 not known',
  );

  const run = LLM_SIM_IDS[1];
  const answer = await page.request.get(
    `${serverUrl}/simulations/${run}/events?event_types=DECISION&limit=1`,
  );
  const { events } = (await answer.json()) as { events: { event_id: string }[] };
  const id = events[0]?.event_id ?? '?';
  const chain = await page.request.get(
    `${serverUrl}/simulations/${run}/causality/${id}?depth=1&links=inferred`,
  );
  const { upstream } = (await chain.json()) as { upstream: { event_id: string }[] };
  // No explanation tells a chain that comes back.
  const start = upstream[0]?.event_id ?? '?';
  await page.goto(addressOf(run, [start, id, start]));
  await expect(pane.getByRole('status').first()).toHaveText(
    'Chain of 3 events, 2 links: 1 inferred, 1 not known',
  );
  await expect(steps.nth(1)).toContainText('inferred link: inferred: turn start before decision');
});
