import { eventKind } from '../lib/events/event-kind';
import { tellMarketStory } from '../lib/testing/market-story';
import { eventOutcome, type Outcome } from '../lib/events/event-outcome';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];
type StoryEvent = (typeof STORY)[number];

function kindOf({ event_type, details }: StoryEvent): string | null {
  return eventKind({ event_type, details: { ...details } });
}

function outcomeOf({ event_type, details }: StoryEvent): Outcome {
  return eventOutcome({ event_type, details: { ...details } });
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

test('the text filter acts as one types, as one step for Back, and late answers are not shown', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  // The answer to the shorter text comes after the answer to the longer one.
  const late: (() => Promise<void>)[] = [];
  await page.route(/\/events\?.*\bq=timed(&|$)/, (route) => {
    late.push(() => route.continue());
  });
  await explorer.open(MARKET_STORY_ID);
  const text = explorer.filters.getByRole('searchbox', { name: 'Text' });
  const counted = (wanted: string) =>
    STORY.filter(({ description, details }) =>
      `${description} ${JSON.stringify(details)}`.toLowerCase().includes(wanted),
    ).length;
  await text.fill('timed');
  await page.waitForURL(/[?&]q=timed(&|$)/);
  await text.pressSequentially(' out');
  await expect(explorer.readout).toHaveText(rowsOf(counted('timed out')));
  expect(late).not.toEqual([]);
  for (const answer of late) await answer().catch(() => undefined);
  await expect(text).toBeFocused();
  await expect(explorer.readout).toHaveText(rowsOf(counted('timed out')));
  await page.goBack();
  await expect(explorer.readout).toHaveText(rowsOf(STORY.length));
  await expect(text).toHaveValue('');
  expect(new URL(page.url()).searchParams.has('q')).toBe(false);
});

test('matches of the text filter are marked in rows, with what is around them in details, and in the inspector', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?q=TIMED+OUT');
  await expect(explorer.rows().first().locator('mark').first()).toHaveText(/timed out/i);
  // In a field of the details alone.
  await explorer.filters.getByRole('searchbox', { name: 'Text' }).fill('"retry_count"');
  const row = explorer.row(/in details/).first();
  await expect(row.locator('mark')).toHaveText('"retry_count"');
  await explorer.filters.getByRole('searchbox', { name: 'Text' }).fill('retr');
  const count = STORY.filter(({ description, details }) =>
    /retr/i.test(`${description} ${JSON.stringify(details)}`),
  ).length;
  await expect(explorer.readout).toHaveText(rowsOf(count));
  await expect(explorer.rows().first().locator('mark').first()).toHaveText('retr');
  await explorer.rows().first().click();
  await expect(explorer.inspector.getByRole('heading', { level: 2 })).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => [...(CSS.highlights.get('match') ?? [])].map(String)))
    .toEqual(expect.arrayContaining([expect.stringMatching(/^retr$/i)]));
});

test('the find bar covers no row, and says how it differs from the filter', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  await page.keyboard.press('/');
  const bar = page.getByRole('search', { name: 'Find in rows' });
  await expect(bar).toContainText('Jumps between matches');
  const [barBox, rowBox] = [await bar.boundingBox(), await explorer.rows().first().boundingBox()];
  expect(barBox).not.toBeNull();
  expect((barBox?.y ?? 0) + (barBox?.height ?? 0)).toBeLessThanOrEqual(rowBox?.y ?? 0);
  await expect(explorer.filters).toContainText('Hides the other events');
});

test('failed events are one click away, with the agent that failed most', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const failed = STORY.filter((event) => outcomeOf(event) === 'failed');
  const button = page.getByRole('button', { name: `${failed.length.toLocaleString('en')} failed` });
  await button.click();
  await expect(explorer.readout).toHaveText(rowsOf(failed.length));
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  const byAgent = new Map<string, number>();
  for (const { agent_id } of failed) {
    byAgent.set(agent_id ?? 'no agent', (byAgent.get(agent_id ?? 'no agent') ?? 0) + 1);
  }
  const [most] = [...byAgent].toSorted(([, a], [, b]) => b - a);
  const agents = explorer.filters.getByRole('group', { name: 'Agent', exact: true });
  await expect(agents.getByRole('checkbox').first()).toHaveAccessibleName(
    `${most?.[0] ?? ''} ${String(most?.[1])} failed of ${String(most?.[1])}`,
  );
  // Each row has the sign, not only a colour.
  await expect(explorer.rows().first().getByRole('img', { name: 'failed' })).toBeVisible();
  await expect(explorer.filters.getByRole('checkbox', { name: /^failed / })).toBeChecked();
  await button.click();
  await expect(explorer.readout).toHaveText(rowsOf(STORY.length));
});

test('plus and minus filter by a cell, with the keyboard and with the pointer', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const params = () => new URL(page.url()).searchParams;
  const row = explorer.row('oslo_grain').first();
  await row.click();
  await explorer.grid.focus();
  // time, turn, type, agent
  for (let at = 0; at < 4; at++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('+');
  await expect.poll(() => params().getAll('agent_ids')).toEqual(['oslo_grain']);
  await expect(explorer.readout).toHaveText(
    rowsOf(STORY.filter(({ agent_id }) => agent_id === 'oslo_grain').length),
  );
  await page.goBack();
  await expect(explorer.readout).toHaveText(rowsOf(STORY.length));

  await explorer.row('oslo_grain').first().getByText('oslo_grain').first().hover();
  await page.getByTitle(/^Leave out agent oslo_grain/).click();
  await expect.poll(() => params().getAll('exclude_agent_ids')).toEqual(['oslo_grain']);
});

test('plus and minus filter by a lane of the timeline', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const lane = page.getByRole('list', { name: 'Lanes' }).getByRole('listitem').filter({
    hasText: 'juno_trader',
  });
  await lane.hover();
  await lane.getByRole('button', { name: 'Only juno_trader' }).click();
  await expect(explorer.readout).toHaveText(
    rowsOf(STORY.filter(({ agent_id }) => agent_id === 'juno_trader').length),
  );
});

test('agents stand by failed events, by events or by name; the browser keeps the choice', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const agents = explorer.filters.getByRole('group', { name: 'Agent', exact: true });
  const boxes = agents.getByRole('checkbox');
  const counts = new Map<string, number>();
  const failed = new Map<string, number>();
  for (const event of STORY) {
    const name = event.agent_id ?? 'no agent';
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (outcomeOf(event) === 'failed') failed.set(name, (failed.get(name) ?? 0) + 1);
  }
  const byCount = [...counts].toSorted(([, a], [, b]) => b - a);
  const byName = [...counts.keys()].filter((name) => name !== 'no agent').sort();
  const most = Math.max(...failed.values());
  const [first] = byCount.filter(([name]) => failed.get(name) === most);
  await expect(boxes.first()).toHaveAccessibleName(
    new RegExp(`^${first?.[0] ?? ''} ${String(most)} failed of ${String(first?.[1])}$`),
  );
  await agents.getByRole('button', { name: 'By events' }).click();
  await expect(boxes.first()).toHaveAccessibleName(new RegExp(`^${byCount[0]?.[0] ?? ''} `));
  await agents.getByRole('button', { name: 'By name' }).click();
  await expect(boxes.first()).toHaveAccessibleName(new RegExp(`^${byName[0] ?? ''} `));
  await page.reload();
  await expect(boxes.first()).toHaveAccessibleName(new RegExp(`^${byName[0] ?? ''} `));
});

test('a condition on a field of the details filters, is in the link, and is taken away', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const above = STORY.filter(({ details }) => Number(details?.['latency_ms'] ?? 0) > 2000).length;
  expect(above).toBeGreaterThan(0);
  const field = explorer.filters.getByRole('textbox', { name: 'Field' });
  await field.fill('latency_ms > 2000');
  await field.press('Enter');
  await expect(explorer.readout).toHaveText(rowsOf(above));
  expect(new URL(page.url()).searchParams.getAll('where')).toEqual(['details.latency_ms > 2000']);
  await explorer.filters.getByRole('button', { name: /^Remove condition/ }).click();
  await expect(explorer.readout).toHaveText(rowsOf(STORY.length));
});
