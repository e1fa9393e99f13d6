import { expectNoAxeViolations } from './support/axe';
import type { Page } from 'playwright/test';
import { tellMarketStory } from '../lib/testing/market-story';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];

/** The highest price of grain. */
const PEAK = STORY.filter(({ details }) => details?.['variable_name'] === 'grain_price').reduce(
  (most, event) =>
    Number(event.details?.['new_value']) > Number(most.details?.['new_value']) ? event : most,
);
const TIMEOUT = /timed out after .* given up/;

test('three clicks lead from the page of the demo to the model timeout that raised the price', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  await explorer.tab('State').click();
  await page.getByRole('button', { name: `Why? grain_price was` }).click();
  const causes = page.getByRole('region', { name: 'Likely causes' });
  await expect(causes.getByRole('listitem').first()).toContainText('Fall back to the import plan');
  await expectNoAxeViolations(page, { within: '[aria-label="Likely causes"]' });
  await causes.getByRole('listitem').first().getByRole('button').click();
  const story = page.getByRole('region', { name: 'Story' });
  await expect(story.getByRole('listitem').first()).toContainText(TIMEOUT);
  await expect(story.getByRole('listitem').first()).toContainText('Turn 10');
  await expect(story.getByRole('listitem').last()).toContainText(PEAK.description ?? '?');
  await expectNoAxeViolations(page, { within: '[aria-label="Story"]' });
});

test('the story goes by what the agent itself planned, did and had', async ({ page }) => {
  await openStory(page);
  const story = page.getByRole('region', { name: 'Story' });
  await expect(story.getByRole('heading')).toHaveText('Why did grain_price peak at 532.34?');
  await expect(story).toContainText('9 steps, turn 10 to 31');
  const kinds = [
    'timed out',
    'Fall back to the import plan',
    'orders ships',
    'import plan',
    'lands',
    'stock',
    'Hold',
    'withholds',
    'Grain price',
  ];
  const steps = story.getByRole('listitem');
  await expect(steps).toHaveCount(kinds.length);
  for (const [at, text] of kinds.entries()) await expect(steps.nth(at)).toContainText(text);
  // Every event of the story but the price is of juno_trader; forks say why the story came by one of several causes.
  await expect(steps.nth(3)).toContainText('fork: 2 causes, only order_imports comes of');
  await expect(steps.last()).toContainText('fork: 8 causes, withhold stands out most');
  await expect(steps.last().getByText('513.59 → 532.34', { exact: true })).toBeVisible();
});

test('each likely cause has its rules, turn, agent and score, and its chain is drawn in numbered cards', async ({
  page,
}) => {
  // Cards out of view are not drawn.
  await page.setViewportSize({ width: 1440, height: 1500 });
  await openStory(page);
  const causes = page.getByRole('region', { name: 'Likely causes' });
  const first = causes.getByRole('listitem').first().getByRole('button');
  await expect(first).toHaveAttribute('aria-current', 'true');
  for (const text of ['fallback taken', 'failure', 'turn 10', 'juno_trader', /score 0\.\d\d/]) {
    await expect(first).toContainText(text);
  }
  await expect(causes).toContainText('grain_price 513.59 → 532.34');
  await expect(causes).toContainText(/3 of \d+ possible causes upstream/);
  await causes.getByRole('button', { name: 'How ranked' }).click();
  await expect(page.getByRole('dialog')).toContainText('No model takes part');
  await page.keyboard.press('Escape');

  const graph = page.getByRole('group', { name: 'Graph of causes and effects' });
  await expect(graph).toContainText('direct causes: all 8');
  const cards = graph.getByRole('button');
  for (let at = 1; at <= 9; at++) {
    await expect(cards.filter({ hasText: `${String(at)} of 9` })).toHaveCount(1);
  }
  // All eight direct causes are whole, the effects are one card with words.
  const direct = PEAK.caused_by ?? [];
  for (const id of direct) await expect(page.locator(`[data-node-id="${id}"]`)).toBeAttached();
  await expect(cards.filter({ hasText: '11 effects, merged' })).toContainText('take delivery');
  await expectNoAxeViolations(page, { within: '#view-panel' });

  // The same as a list.
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Causality' })).toContainText(TIMEOUT);
});

test('story and event share one pane, which closes by Escape, and a link restores it', async ({
  page,
}) => {
  await openStory(page);
  const story = page.getByRole('region', { name: 'Story' });
  await story.getByRole('listitem').nth(1).getByRole('button').click();
  const fallback = STORY.find(({ details }) => details?.['decision_type'] === 'fall_back');
  await expect(page).toHaveURL(new RegExp(`event=${fallback?.event_id ?? '?'}`));
  const card = page.locator(`[data-node-id="${fallback?.event_id ?? '?'}"]`);
  await expect(card).toHaveAttribute('aria-current', 'true');
  await page.getByRole('tab', { name: 'Event', exact: true }).click();
  await expect(page.getByRole('article', { name: 'Event' })).toContainText('fall_back');
  await page.reload();
  await expect(page.getByRole('article', { name: 'Event' })).toContainText('fall_back');
  await expect(card).toHaveAttribute('aria-current', 'true');

  const { inspector } = new ExplorerPage(page);
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await page.reload();
  await expect(card).toBeVisible();
  await expect(inspector).toHaveCount(0);
  await page.getByRole('button', { name: 'Show the story' }).click();
  await expect(story.getByRole('listitem').nth(1).getByRole('button')).toHaveAttribute(
    'aria-current',
    'step',
  );
});

test('in a low window the foot of the graph stands above the status bar', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openStory(page);
  const pane = page.getByRole('region', { name: 'Causality' });
  const bar = await page.getByRole('contentinfo').boundingBox();
  for (const name of ['Fit', 'SVG', 'PNG']) {
    const button = pane.getByRole('button', { name, exact: true });
    const box = await button.boundingBox();
    expect((box?.y ?? 768) + (box?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    await expect(button).toBeInViewport({ ratio: 1 });
  }
});

test('the id of an event beside the graph ends with the lines below it', async ({ page }) => {
  await page.goto(`/view/${MARKET_STORY_ID}?tab=causality&event=${PEAK.event_id}`);
  const event = page.getByRole('article', { name: 'Event' });
  const edgeOf = (box: { x: number; width: number } | null) =>
    Math.round((box?.x ?? 0) + (box?.width ?? 0));
  const id = await event.getByTitle(PEAK.event_id, { exact: true }).boundingBox();
  const button = await event.getByRole('button', { name: 'State at this turn' }).boundingBox();
  expect(edgeOf(id)).toBe(edgeOf(button));
});

test('the number of links and the likely cause are one choice', async ({ page }) => {
  await page.goto(`/view/${MARKET_STORY_ID}?tab=causality&event=${PEAK.event_id}`);
  const links = page.getByRole('group', { name: 'Links to follow each way' });
  await expect(links.getByRole('button', { name: '2', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await links.getByRole('button', { name: 'likely cause' }).click();
  await expect(page.getByRole('region', { name: 'Story' })).toContainText(TIMEOUT);
  await links.getByRole('button', { name: '1', exact: true }).click();
  await expect(page).not.toHaveURL(/chain=/);
  await expect(page).toHaveURL(/depth=1/);
});

test('on a phone the story is a sheet, and Why? is at hand', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/view/${MARKET_STORY_ID}?event=${PEAK.event_id}`);
  const { inspector } = new ExplorerPage(page);
  await inspector.getByRole('button', { name: 'Why?' }).click();
  const causes = page.getByRole('region', { name: 'Likely causes' });
  await causes.getByRole('listitem').first().getByRole('button').click();
  const story = inspector.getByRole('region', { name: 'Story' });
  await expect(story.getByRole('listitem').first()).toContainText(TIMEOUT);
  await expect(story.getByRole('listitem').first()).toBeInViewport();
  await expect(story.getByRole('button', { name: 'Follow the likely cause' })).toBeInViewport();
  await expectNoAxeViolations(page, { within: '[aria-label="Selected event"]' });
  await page.getByRole('button', { name: /^Close/ }).click();
  await expect(inspector).toHaveCount(0);
});

async function openStory(page: Page): Promise<void> {
  await page.goto(`/view/${MARKET_STORY_ID}?tab=causality&event=${PEAK.event_id}`);
  const causes = page.getByRole('region', { name: 'Likely causes' });
  await causes.getByRole('listitem').first().getByRole('button').click();
  await expect(page.getByRole('region', { name: 'Story' })).toBeVisible();
}

test('the same by keyboard', async ({ page }) => {
  await page.goto(`/view/${MARKET_STORY_ID}?tab=state`);
  const table = page.getByRole('treegrid');
  await expect(page.getByRole('button', { name: 'Why? grain_price was' })).toBeVisible();
  await table.focus();
  for (let row = 0; row < 3; row++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  const causes = page.getByRole('region', { name: 'Likely causes' });
  await causes.getByRole('listitem').first().getByRole('button').press('Enter');
  await expect(
    page.getByRole('region', { name: 'Story' }).getByRole('listitem').first(),
  ).toContainText(TIMEOUT);
});

test('a link restores the story, which can be copied as Markdown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, `?event=${PEAK.event_id}`);
  const causes = explorer.inspector.getByRole('region', { name: 'Likely causes' });
  await causes.getByRole('listitem').first().getByRole('button').click();
  const story = page.getByRole('region', { name: 'Story' });
  await expect(story.getByRole('listitem').first()).toContainText(TIMEOUT);
  await page.reload();
  await expect(story.getByRole('listitem').first()).toContainText(TIMEOUT);
  await story.getByRole('button', { name: 'Copy Markdown' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(String.raw`## Why did grain\_price peak at 532.34?`);
  expect(copied).toMatch(/^1\. \*\*Turn 10, juno\\_trader\*\*: .*timed out/m);
});

test('a key follows the likely cause one link at a time, and back', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, `?event=${PEAK.event_id}`);
  const causes = explorer.inspector.getByRole('region', { name: 'Likely causes' });
  await expect(causes).toContainText('It leads to: a fallback decided');
  const visited = [PEAK.event_id];
  for (let step = 0; step < 3; step++) {
    const before = visited.at(-1) ?? '';
    await expect(explorer.inspector).toContainText(before);
    await page.keyboard.press('.');
    await expect(page).not.toHaveURL(new RegExp(before));
    visited.push(new URL(page.url()).searchParams.get('event') ?? '?');
    const effect = STORY.find(({ event_id }) => event_id === before);
    // Every step is one link back.
    expect(effect?.caused_by).toContain(visited.at(-1));
  }
});

test('keys walk along a story, and its foot leads to what came of the event', async ({ page }) => {
  await openStory(page);
  const story = page.getByRole('region', { name: 'Story' });
  await story.getByRole('listitem').last().getByRole('button').click();
  const current = story.locator('[aria-current=step]');
  for (const text of ['withholds', 'Hold', 'stock']) {
    await page.keyboard.press('.');
    await expect(current).toContainText(text);
  }
  await page.keyboard.press(',');
  await expect(current).toContainText('Hold');
  await story.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(current).toContainText('withholds');
  await story.getByRole('button', { name: 'What came of it' }).click();
  await expect(story.getByRole('heading')).toContainText('What came of it: grain_price');
  const effects = page.getByRole('region', { name: 'What came of it' });
  const first = effects.getByRole('listitem').first().getByRole('button');
  await expect(first).toHaveAttribute('aria-current', 'true');
  await page.reload();
  await expect(first).toHaveAttribute('aria-current', 'true');
  await expect(story.getByRole('heading')).toContainText('What came of it: grain_price');
});

test('what came of an event is ranked, too', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  const fallback = STORY.find(({ details }) => details?.['decision_type'] === 'fall_back');
  await explorer.open(MARKET_STORY_ID, `?event=${fallback?.event_id ?? '?'}`);
  await explorer.inspector.getByRole('button', { name: 'What came of it' }).click();
  const effects = explorer.inspector.getByRole('region', { name: 'What came of it' });
  await effects.getByRole('listitem').first().getByRole('button').click();
  const story = page.getByRole('region', { name: 'Story' });
  await expect(story).toContainText('What came of it');
  await expect(story.getByRole('listitem').first()).toContainText('Fall back to the import plan');
});
