import { expectNoAxeViolations } from './support/axe';
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
  await expect(story.getByRole('listitem').first()).toContainText('Turn 10 · juno_trader');
  await expect(story.getByRole('listitem').last()).toContainText(PEAK.description ?? '?');
  await expectNoAxeViolations(page, { within: '[aria-label="Story"]' });
});

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
  expect(copied).toContain('## Why: Grain price');
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
