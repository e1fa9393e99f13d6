import { eventKind } from '../lib/events/event-kind';
import { tellMarketStory } from '../lib/testing/market-story';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];
type StoryEvent = (typeof STORY)[number];

function kindOf({ event_type, details }: StoryEvent): string | null {
  return eventKind({ event_type, details: { ...details } });
}

/** The readout of a table with a number of rows. */
function rowsOf(count: number): RegExp {
  return new RegExp(`^rows? .* of ${count.toLocaleString('en')}$`);
}

test('counts follow the filter; kinds are included and excluded; chips show the active filters', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const ofMill = STORY.filter((event) => event.agent_id === 'tarn_mill');
  await explorer.filters.getByRole('checkbox', { name: /^tarn_mill/ }).check();
  await expect(explorer.readout).toHaveText(rowsOf(ofMill.length));

  // The result of choosing another value, with this agent.
  const decisions = ofMill.filter((event) => event.event_type === 'DECISION').length;
  const name = `decision ${String(decisions)}`;
  await expect(explorer.filters.getByRole('checkbox', { name, exact: true })).toBeVisible();

  const [kind = ''] = ofMill
    .filter((event) => event.event_type === 'STATE')
    .map((event) => kindOf(event) ?? '');
  const ofKind = ofMill.filter((event) => kindOf(event) === kind).length;
  await explorer.filters.getByRole('searchbox', { name: 'Find kind' }).fill(kind);
  await explorer.filters.getByRole('checkbox', { name: new RegExp(`^${kind} `) }).check();
  await expect(explorer.readout).toHaveText(rowsOf(ofKind));

  // The other way round.
  await explorer.filters.getByRole('button', { name: `Leave out ${kind}`, exact: true }).click();
  await expect(explorer.readout).toHaveText(rowsOf(ofMill.length - ofKind));
  const chips = page.getByRole('group', { name: 'Active filters' });
  await expect(chips).toContainText(`not kind: ${kind}`);
  await expect(chips).toContainText('agent: tarn_mill');
  expect(new URL(page.url()).searchParams.getAll('exclude_kinds')).toEqual([kind]);

  // Back undoes, and one click clears.
  await page.goBack();
  await expect(explorer.readout).toHaveText(rowsOf(ofKind));
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(explorer.readout).toHaveText(rowsOf(STORY.length));
});

test('text narrows the table to events that contain it, case-insensitive', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const text = explorer.filters.getByRole('searchbox', { name: 'Text' });
  await text.fill('TIMED OUT');
  await text.press('Enter');
  const count = STORY.filter(({ description, details }) =>
    /timed out/i.test(`${description} ${JSON.stringify(details)}`),
  ).length;
  expect(count).toBeGreaterThan(0);
  await expect(explorer.readout).toHaveText(rowsOf(count));
  await page.reload();
  await expect(explorer.readout).toHaveText(rowsOf(count));
  await page.getByRole('button', { name: 'Remove filter text: “TIMED OUT”' }).click();
  await expect(explorer.readout).toHaveText(rowsOf(STORY.length));
  await expect(text).toHaveValue('');
});

test('with the keyboard, x leaves a value out and takes it back', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const state = explorer.filters.getByRole('checkbox', { name: /^state/ });
  await state.focus();
  await page.keyboard.press('x');
  const others = STORY.filter((event) => event.event_type !== 'STATE').length;
  await expect(explorer.readout).toHaveText(rowsOf(others));
  await expect(state).toBeFocused();
  await page.keyboard.press('x');
  await expect(explorer.readout).toHaveText(rowsOf(STORY.length));
});
