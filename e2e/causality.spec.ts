import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright/test';
import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { LLM_SIM_IDS } from './support/make-root';
import { expect, MARKET_STORY_ID, test } from './support/test';
import { REASONS_ID } from './support/write-reasons-run';

// Wide enough for a whole chain, because nodes out of view are not drawn.
test.use({ viewport: { width: 1920, height: 1080 } });

class CausalityTab {
  readonly page: Page;
  readonly pane: Locator;
  readonly graph: Locator;
  readonly inspector: Locator;

  constructor(page: Page) {
    this.page = page;
    this.pane = page.getByRole('region', { name: 'Causality' });
    this.graph = page.getByRole('group', { name: 'Graph of causes and effects' });
    this.inspector = new ExplorerPage(page).inspector;
  }

  async open(eventId: string, query = '', simulationId = REASONS_ID): Promise<void> {
    const event = encodeURIComponent(eventId);
    await this.page.goto(`/view/${simulationId}?tab=causality&event=${event}${query}`);
    await expect(this.card(eventId)).toBeVisible({ timeout: 20_000 });
  }

  card(eventId: string): Locator {
    return this.graph.locator(`[data-node-id="${eventId}"]`);
  }

  /** The events with their own cards. */
  async expectCards(...ids: readonly string[]): Promise<void> {
    await expect
      .poll(async () => {
        const cards = await this.graph.locator('[data-node-id]').all();
        const shown = await Promise.all(cards.map((card) => card.getAttribute('data-node-id')));
        return shown.filter((id) => !id?.startsWith('[')).sort();
      })
      .toEqual([...ids].sort());
  }

  button(name: string): Locator {
    return this.pane.getByRole('button', { name, exact: true });
  }

  legend(): Locator {
    return this.pane.getByRole('list', { name: 'Links by kind' });
  }

  address(): URLSearchParams {
    return new URL(this.page.url()).searchParams;
  }
}

test('a reader goes from event to event and back', async ({ page }) => {
  const tab = new CausalityTab(page);
  await tab.open('price');
  await tab.expectCards('price', 'deed', 'rumour', 'gone', 'choice', 'start', 'report', 'debate');
  await expect(tab.pane).toContainText('12 events · 1 cause not in the files');

  await tab.card('report').click();
  await expect(tab.card('report')).toHaveAttribute('aria-current', 'true');
  await expect(tab.inspector).toContainText('What report is');
  await expect(tab.card('law')).toBeVisible();

  const trail = page.getByRole('navigation', { name: 'Visited events' });
  await expect(trail.getByRole('button')).toHaveCount(2);
  await page.goBack();
  await expect(tab.card('price')).toHaveAttribute('aria-current', 'true');
  await expect(trail.getByRole('button', { name: /What price is/ })).toHaveAttribute(
    'aria-current',
    'step',
  );
  await trail.getByRole('button', { name: /What report is/ }).click();
  await expect(tab.card('report')).toHaveAttribute('aria-current', 'true');
});

test('the selected card stays where it is seen while the others move', async ({ page }) => {
  const tab = new CausalityTab(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await tab.open('price');
  const before = await tab.card('report').boundingBox();
  await tab.card('report').click();
  await expect(tab.card('protest')).toHaveCount(0);
  await expect(tab.card('law')).toBeVisible();
  const after = await tab.card('report').boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(150);
  expect(Math.abs((after?.x ?? 0) - (before?.x ?? 0))).toBeLessThan(400);
});

test('steps, branches and look-alikes open and close by pointer', async ({ page }) => {
  const tab = new CausalityTab(page);
  await tab.open('price', '&depth=1');
  await tab.expectCards('price', 'deed', 'rumour', 'gone', 'report');

  // One more step, on request.
  await tab.card('report').locator('[data-fold="expand"]').click();
  await tab.expectCards('price', 'deed', 'rumour', 'gone', 'report', 'debate');
  expect(tab.address().get('event')).toBe('price');

  await tab.card('report').hover();
  await tab.card('report').locator('[data-fold="collapse"]').click();
  await tab.expectCards('price', 'deed', 'rumour', 'gone', 'report');
  await expect(tab.card('report')).toContainText('+1');
  await tab.card('report').locator('[data-fold="expand"]').click();
  await expect(tab.card('debate')).toBeVisible();

  // Five that look alike are one, until they are opened.
  const group = tab.graph.getByRole('button', { name: /5 alike: stock/ });
  await expect(group).toContainText('5 agents · 2');
  await group.click();
  await expect(tab.card('stock c')).toBeVisible();
  await expect(group).toHaveCount(0);

  // A press on a card twice makes it the centre and follows one link more.
  await tab.card('deed').dblclick();
  await expect(tab.card('deed')).toHaveAttribute('aria-current', 'true');
  await expect.poll(() => tab.address().get('event')).toBe('deed');
  // Two links are where one begins, and not in the address.
  await expect.poll(() => tab.address().get('depth')).toBeNull();
});

test('the keyboard alone walks, opens, closes, selects and finds a path', async ({ page }) => {
  const tab = new CausalityTab(page);
  await tab.open('price', '&depth=1');
  await tab.card('price').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await expect(tab.card('price')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  while (!(await tab.card('deed').evaluate((card) => card === document.activeElement))) {
    await page.keyboard.press('ArrowDown');
    const ends = await tab.card('gone').evaluate((card) => card === document.activeElement);
    if (ends) for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp');
  }
  await page.keyboard.press('+');
  await expect(tab.card('choice')).toBeVisible();
  await expect(tab.card('deed')).toBeFocused();
  await page.keyboard.press('-');
  await expect(tab.card('choice')).toHaveCount(0);
  await page.keyboard.press('+');
  await expect(tab.card('choice')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(tab.card('deed')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Home');
  await expect(tab.card('deed')).toBeFocused();

  // A path, its other end chosen with the keyboard.
  await tab.button('Path to…').focus();
  await page.keyboard.press('Enter');
  await expect(tab.pane).toContainText('Path to which event?');
  await tab.card('deed').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab.card('price')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tab.pane).toContainText('One way, of 1 link');
  expect(tab.address().get('path')).toBe('price');
});

test('the ways between two events are found, and a link shows them again', async ({ page }) => {
  const tab = new CausalityTab(page);
  await tab.open('price', '&depth=5');
  await tab.button('Path to…').click();
  await tab.card('start').click();
  await expect(tab.pane).toContainText('2 ways, the shortest of 2 links');
  await page.reload();
  await expect(tab.pane).toContainText('2 ways, the shortest of 2 links');

  // One that is beyond the chain that is shown, by its id.
  await tab.button('1').click();
  await tab.button('Path to…').click();
  await tab.button('Path to…').click();
  await tab.pane.getByRole('textbox', { name: 'Id of the other event' }).fill('protest');
  await tab.button('Show').last().click();
  await expect(tab.pane).toContainText('One way, of 4 links');
  await expect(tab.card('law')).toBeVisible();

  await page.goto(`/view/${REASONS_ID}?tab=causality&event=rumour&path=choice`);
  await expect(tab.pane).toContainText('Neither event led to the other');
});

test('root causes, required events, the longest chain and influence are shown', async ({
  page,
}) => {
  const tab = new CausalityTab(page);
  await tab.open('debate', '&depth=5');
  await tab.button('Root causes').click();
  await expect(tab.pane).toContainText('2 root causes');
  await expect(tab.pane).toContainText('gone, not in the files');
  await tab.button('Necessary events').click();
  await expect(tab.pane).toContainText('Without any of these 2 it would not have happened');
  await tab.button('Longest chain').click();
  await expect(tab.pane).toContainText('Longest chain to this event: 5 links');
  expect(tab.address().get('mark')).toBe('longest');
  await tab.button('Influence').click();
  await expect(tab.card('report')).toContainText('led to 3');
  await tab.button('Influence').click();
  await expect(tab.card('report')).not.toContainText('led to');
});

test('hidden events leave the paths through them', async ({ page }) => {
  const tab = new CausalityTab(page);
  await tab.open('price');
  await expect(tab.legend()).not.toContainText('through hidden events');
  await tab.pane.getByRole('button', { name: 'Hide types…' }).click();
  await page.getByRole('menuitemcheckbox', { name: /action/ }).click();
  await page.keyboard.press('Escape');
  await expect(tab.card('deed')).toHaveCount(0);
  await expect(tab.legend()).toContainText('through hidden events 2');
  await expect(tab.pane.getByRole('button', { name: 'Hide types…: 1 off' })).toBeVisible();
});

test('a missing cause is a ghost, with the reason if it is known', async ({ page }) => {
  const tab = new CausalityTab(page);
  await tab.open('price');
  await expect(tab.card('gone')).toContainText('cause not in the files');
  await expect(tab.card('gone')).toHaveAttribute('aria-disabled', 'true');
  // The click is forced, because the item is disabled.
  await tab.card('gone').click({ force: true });
  expect(tab.address().get('event')).toBe('price');
  await tab.button('List').click();
  await expect(tab.pane).toContainText('gone');
  await expect(tab.pane.getByRole('button', { name: /^action.*What deed is/ })).toContainText(
    'led to state What price is (declared)',
  );
});

test('a run of llm-sim shows inferred links, marked as inferred', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(LLM_SIM_IDS[1]);
  const row = explorer.row('Nation_A decided: trade').first();
  await row.hover();
  await row.getByText('Why?').click();
  const tab = new CausalityTab(page);
  await expect(tab.pane).toContainText('This run declares no causes');
  await expect(tab.pane).toContainText('inferred by rules');
  await expect(tab.button('inferred')).toHaveAttribute('aria-pressed', 'true');
  await expect(tab.legend()).toContainText('inferred by a rule');
  await expect(tab.legend()).not.toContainText('declared');

  // The rule, at the link and in the list.
  await tab.graph.locator('[data-link]').first().dispatchEvent('pointerover');
  await expect(tab.pane).toContainText(/inferred: (turn start|decision) before/);
  await tab.button('List').click();
  await expect(tab.pane).toContainText('(inferred: decision before action)');

  await tab.button('Graph').click();
  await tab.button('inferred').click();
  await expect(tab.pane).toContainText('There is no chain to follow');
  expect(tab.address().get('links')).toBe('declared');
  await tab.pane.getByRole('button', { name: 'but some causes can be inferred' }).click();
  await expect(tab.legend()).toContainText('inferred by a rule');
});

test('a graph is saved as a file that needs nothing else', async ({ page }) => {
  const tab = new CausalityTab(page);
  await tab.open('price');
  const svg = await savedBy(page, tab.button('SVG'));
  expect(svg.name).toBe(`${REASONS_ID}_causality_price.svg`);
  const text = svg.bytes.toString('utf8');
  expect(text).toContain('What deed is');
  expect(text).toContain('stroke-dasharray');
  const family = /font-family="([^",]+)/.exec(text)?.[1] ?? '?';
  expect(text).toMatch(
    new RegExp(`@font-face{font-family:"${family}";.*src:url\\(data:font/woff2;`),
  );
  expect(text).not.toMatch(/var\(--|class=|tabindex|<script|href/);
  expect(text.match(/https?:\/\/[^"]+/g)).toEqual(['http://www.w3.org/2000/svg']);

  const png = await savedBy(page, tab.button('PNG'));
  expect(png.name).toBe(`${REASONS_ID}_causality_price.png`);
  expect(png.bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect(png.bytes.length).toBeGreaterThan(10_000);
});

test('a key opens the causes and effects from anywhere', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(REASONS_ID);
  await explorer.row('What price is').click();
  await explorer.inspector.getByRole('button').last().focus();
  await page.keyboard.press('y');
  await expect(new CausalityTab(page).card('price')).toBeVisible();
});

test('graph, highlights, list and menus break no accessibility rule', async ({ page }) => {
  const tab = new CausalityTab(page);
  await tab.open('price', '&mark=influence&links=all');
  await expect(tab.card('start')).toContainText('led to');
  await expectNoAxeViolations(page, { within: '[aria-label="Causality"]' });
  await tab.button('Path to…').click();
  await expectNoAxeViolations(page, { within: '[aria-label="Causality"]' });
  await tab.button('List').click();
  await expectNoAxeViolations(page, { within: '[aria-label="Causality"]' });
});

async function savedBy(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('the focus stays in the graph when a key selects an event that is not in it', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?event_types=ACTION');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('y');
  const graph = page.getByRole('group', { name: 'Graph of causes and effects' });
  const centre = graph.locator('[tabindex="0"]');
  await centre.focus();
  for (const key of ['}', '>', '<', '{']) {
    const before = page.url();
    await page.keyboard.press(key);
    await expect(page).not.toHaveURL(before);
    // A key steps from the event that the inspector shows.
    const selected = new URL(page.url()).searchParams.get('event') ?? '?';
    await expect(explorer.inspector).toContainText(selected);
    await expect(graph.locator(':focus')).toHaveCount(1);
  }
});
