import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tellMarketStory } from '../lib/testing/market-story';
import { SEEDED_ID } from './support/make-root';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];
const SPIKE = 'Grain price: 390.12 → 513.59 crowns a tonne (+31.6 %)';

function storyOf(agent: string, type: string) {
  return STORY.filter((event) => event.agent_id === agent && event.event_type === type);
}

test('from the list to a cause, and the link shows another person the same', async ({
  page,
  browser,
  baseURL,
}) => {
  const explorer = new ExplorerPage(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'Market crisis' }).click();
  await expect(explorer.readout).toHaveText(/ of 5,017$/);

  // Filter: the counts match the story.
  await explorer.filters.getByRole('checkbox', { name: /^state/ }).check();
  await explorer.filters.getByRole('checkbox', { name: /^no agent/ }).check();
  const world = STORY.filter(
    (event) => event.event_type === 'STATE' && event.agent_id === undefined,
  );
  await expect(explorer.readout).toHaveText(
    new RegExp(` of ${world.length.toLocaleString('en')}$`),
  );
  expect(new URL(page.url()).searchParams.getAll('event_types')).toEqual(['STATE']);

  // Page deep by scrolling, to the last event of the filter.
  await explorer.scrollTo(1);
  await expect(explorer.row(world.at(-1)?.description ?? '?')).toBeVisible();
  await explorer.filters.getByRole('textbox', { name: 'From turn' }).fill('30');
  await explorer.filters.getByRole('textbox', { name: 'To turn' }).fill('30');
  await explorer.filters.getByRole('textbox', { name: 'To turn' }).press('Enter');

  // Select.
  await explorer.row(SPIKE).click();
  const spike = STORY.find((event) => event.description === SPIKE);
  await expect(explorer.inspector).toContainText(spike?.event_id ?? '?');
  await expect(explorer.inspector).toContainText('513.59');

  // Open causality and click through to a cause.
  await explorer.inspector.getByRole('button', { name: 'Why?' }).click();
  const graph = page.getByRole('region', { name: 'Causality' });
  await expect(graph).toBeVisible();
  const causeId = spike?.caused_by?.[0] ?? '?';
  const cause = STORY.find((event) => event.event_id === causeId);
  await graph.getByRole('button', { name: 'List' }).click();
  await graph
    .getByRole('button')
    .filter({ hasText: cause?.description ?? '?' })
    .first()
    .click();
  await expect(explorer.inspector).toContainText(causeId);
  await graph.getByRole('button', { name: 'Graph' }).click();
  expect(new URL(page.url()).searchParams.get('event')).toBe(causeId);

  // The address bar, opened in a fresh browser, shows the same.
  const fresh = await browser.newContext({ baseURL: baseURL ?? '' });
  const shared = await fresh.newPage();
  await shared.goto(page.url());
  const again = new ExplorerPage(shared);
  await expect(again.tab('Causality')).toHaveAttribute('aria-selected', 'true');
  await expect(again.inspector).toContainText(causeId);
  await again.tab('Events').click();
  await expect(again.filters.getByRole('checkbox', { name: /^state/ })).toBeChecked();
  await expect(again.filters.getByRole('textbox', { name: 'From turn' })).toHaveValue('30');
  await fresh.close();

  // Back leads to where one was.
  await page.goBack();
  await expect(explorer.inspector).toContainText(spike?.event_id ?? '?');
});

test('the first rows are in the page before its scripts run, where they will be afterwards', async ({
  browser,
  page,
  baseURL,
}) => {
  const url = `${baseURL ?? ''}/view/${MARKET_STORY_ID}?event_types=ACTION`;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(url);
  await expect(new ExplorerPage(page).readout).toHaveText(/ of 1,145$/);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1440, height: 900 },
  });
  const early = await context.newPage();
  const [first] = STORY.filter((event) => event.event_type === 'ACTION');
  const cell = `[role="gridcell"][title="${first?.description ?? '?'}"]`;
  // A server that does not find them at once sends the page without them.
  await expect(async () => {
    await early.goto(url);
    expect(await early.locator(cell).count()).toBe(1);
  }).toPass();
  const [before, now] = [
    await early.locator(cell).boundingBox(),
    await page.locator(cell).boundingBox(),
  ];
  // Widths are fractions of a pixel, which add up to a 64th of one.
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    expect(before?.[side]).toBeCloseTo(now?.[side] ?? Number.NaN, 1);
  }
  await context.close();
});

test('the first rows have the chosen columns', async ({ browser, page }) => {
  const explorer = new ExplorerPage(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await explorer.open(MARKET_STORY_ID);
  await explorer.grid.getByRole('columnheader', { name: 'kind' }).getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Hide kind' }).click();
  const names = ['time', 'turn', 'type', 'agent', 'description', 'causes', 'effects'];
  await expect(explorer.grid.getByRole('columnheader')).toHaveText(names);

  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    viewport: { width: 1440, height: 900 },
  });
  const early = await context.newPage();
  // A server that does not find rows at once sends the page without them.
  await expect(async () => {
    await early.goto(page.url());
    expect(await early.locator('[data-row="0"] [role="gridcell"]').count()).toBe(names.length);
  }).toPass();
  await expect(early.getByRole('columnheader', { includeHidden: true })).toHaveText(names);
  await context.close();
});

test('a click on a card of the graph makes it the centre', async ({ page }) => {
  // High enough for a card of each cause.
  await page.setViewportSize({ width: 1440, height: 1080 });
  const explorer = new ExplorerPage(page);
  const spike = STORY.find((event) => event.description === SPIKE);
  const query = `?tab=causality&event=${spike?.event_id ?? ''}`;
  await page.goto(`/view/${MARKET_STORY_ID}${query}`);
  const graph = page.getByRole('region', { name: 'Causality' });
  const cause = STORY.find((event) => event.event_id === spike?.caused_by?.[0]);
  const card = graph.locator(`[data-node-id="${cause?.event_id ?? ''}"]`);
  await card.click();
  await expect(explorer.inspector).toContainText(cause?.event_id ?? '?');
  await expect(page).toHaveURL(new RegExp(`event=${cause?.event_id ?? ''}`));
});

test('a table of 12,000 rows shows any of them, with its row numbers', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(SEEDED_ID);
  await expect(explorer.readout).toHaveText(/^rows 1–\d+ of 12,000$/);
  for (const share of [0.5, 1, 0.25]) {
    await explorer.scrollTo(share);
    await expect
      .poll(async () => {
        const [first = 0, last = 0] = await shownRows(explorer);
        return first <= 12_000 * share + 60 && last >= 12_000 * share - 60;
      })
      .toBe(true);
    // A row has the event of the same index.
    const [first = 0] = await shownRows(explorer);
    await expect(explorer.grid.locator(`[aria-rowindex="${String(first + 5)}"]`)).toBeVisible();
  }
  await expect(page).toHaveURL(/[?&]row=(29|30)\d\d\b/);
  await page.reload();
  await expect(explorer.readout).toHaveText(/^rows (2,9|3,0)\d\d–3,0\d\d of 12,000$/);
});

test('while the scroll bar is dragged only the rows in view are drawn, in the same elements', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(SEEDED_ID);
  await expect(explorer.readout).toHaveText(/ of 12,000$/);
  const [first = 0, last = 0] = await shownRows(explorer);
  const inView = last - first + 1;
  // The next rows are also drawn once nothing moves.
  await expect.poll(() => explorer.rows().count()).toBeGreaterThan(inView + 5);

  const { most, elements } = await explorer.grid.evaluate(async (grid) => {
    const scroller = [grid, ...grid.querySelectorAll('*')].find(
      (element) => element.scrollHeight > element.clientHeight + 100,
    );
    if (scroller === undefined) throw new Error('nothing scrolls');
    const drawn = new Set<Element>();
    let most = 0;
    for (let step = 1; step <= 20; step++) {
      scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * (step / 40);
      // Reported in the next frame, before this one.
      await new Promise(requestAnimationFrame);
      const rows = grid.querySelectorAll('[data-row]');
      most = Math.max(most, rows.length);
      rows.forEach((row) => drawn.add(row));
    }
    return { most, elements: drawn.size };
  });
  expect(most).toBeLessThanOrEqual(inView + 1);
  expect(elements).toBe(most);

  const [middle = 0] = await shownRows(explorer);
  expect(middle).toBeGreaterThan(5_900);
  await expect(explorer.grid.locator(`[data-row="${String(middle - 13)}"]`)).toHaveCount(1);
  await expect(explorer.grid.locator(`[data-row="${String(middle)}"] [title]`)).not.toHaveCount(0);
});

test('End shows the last rows, which are requested once', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(SEEDED_ID);
  await expect(explorer.readout).toHaveText(/ of 12,000$/);
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith('/events')) asked.push(url.search);
  });
  await explorer.grid.press('End');
  const end = explorer.grid.locator('[data-row="11999"]');
  await expect(end).toHaveAttribute('aria-selected', 'true');
  await expect(explorer.readout).toHaveText(/–12,000 of 12,000$/);
  expect(asked).toEqual([expect.stringContaining('order=desc')]);
});

test('the keyboard alone filters, selects and reaches a cause', async ({ page }) => {
  // High enough for a card of each cause.
  await page.setViewportSize({ width: 1440, height: 1080 });
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  // The values of a filter are one stop; the arrow keys lead from one to the next.
  await tabTo(page, 'checkbox', /^milestone/);
  await page.keyboard.press('ArrowDown');
  await expect(explorer.filters.getByRole('checkbox', { name: /^decision/ })).toBeFocused();
  await page.keyboard.press('Space');
  const decisions = STORY.filter((event) => event.event_type === 'DECISION').length;
  await expect(explorer.readout).toHaveText(new RegExp(` of ${String(decisions)}$`));
  await tabTo(page, 'grid', 'Events');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await page.keyboard.press('End');
  const last = STORY.filter((event) => event.event_type === 'DECISION').at(-1);
  await expect(explorer.inspector).toContainText(last?.event_id ?? '?');
  await page.keyboard.press('Enter');
  await expect(explorer.tab('Causality')).toHaveAttribute('aria-selected', 'true');
  const graph = page.getByRole('region', { name: 'Causality' });
  await expect(graph.locator(`[data-node-id="${last?.event_id ?? ''}"]`)).toBeVisible();
  await tabUntil(page, () =>
    page.evaluate(() => document.activeElement?.hasAttribute('data-node-id') ?? false),
  );
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(explorer.inspector).not.toContainText(last?.event_id ?? '?');
  const reached = new URL(page.url()).searchParams.get('event');
  expect(last?.caused_by).toContain(reached);
});

test('filters of agents and turns narrow the table, and one click widens it again', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  // They are in a dialog only without room for a pane.
  await expect(page.getByRole('button', { name: 'Filters' })).toHaveCount(0);
  await explorer.filters.getByRole('checkbox', { name: /^mira_bank/ }).check();
  await explorer.filters.getByRole('checkbox', { name: /^action/ }).check();
  const count = storyOf('mira_bank', 'ACTION').length;
  await expect(explorer.readout).toHaveText(new RegExp(` of ${String(count)}$`));
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(explorer.readout).toHaveText(/ of 5,017$/);
  expect(new URL(page.url()).search).not.toContain('agent_ids');
});

test('all numbers of a run that is being written match its files', async ({ page, outputRoot }) => {
  const lines = STORY.slice(0, 80).map((event) => `${JSON.stringify(event)}\n`);
  const folder = path.join(outputRoot, 'growing');
  await mkdir(folder);
  await writeFile(path.join(folder, 'events.jsonl'), lines.slice(0, 50).join(''));
  const explorer = new ExplorerPage(page);
  await explorer.open('growing');
  await expect(explorer.readout).toHaveText(/ of 50$/);
  await appendFile(path.join(folder, 'events.jsonl'), lines.slice(50).join(''));
  await expect(explorer.readout).toHaveText(/ of 80$/, { timeout: 15_000 });
  const facts = page.getByRole('list', { name: 'Facts' });
  await expect(facts).toContainText('80 events');
  const states = STORY.slice(0, 80).filter((event) => event.event_type === 'STATE').length;
  const name = `state ${String(states)}`;
  await expect(explorer.filters.getByRole('checkbox', { name })).toBeVisible();
  // The requests of an open page would get 404.
  await page.close();
  await rm(folder, { recursive: true });
});

async function shownRows(explorer: ExplorerPage): Promise<readonly number[]> {
  const text = (await explorer.readout.textContent()) ?? '';
  return [...text.replaceAll(',', '').matchAll(/\d+/g)].map(([number]) => Number(number));
}

async function tabTo(
  page: import('playwright/test').Page,
  role: 'checkbox' | 'grid',
  name: string | RegExp,
): Promise<void> {
  const target = page.getByRole(role, { name });
  await tabUntil(page, () => target.evaluate((element) => element === document.activeElement));
}

async function tabUntil(
  page: import('playwright/test').Page,
  isThere: () => Promise<boolean>,
): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}
