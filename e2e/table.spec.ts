import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { tellMarketStory } from '../lib/testing/market-story';
import { expectNoAxeViolations } from './support/axe';
import { SEEDED_ID } from './support/make-root';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];

/** The rows whose descriptions have a word, as the table counts them. */
function rowsWith(word: string): readonly number[] {
  return STORY.flatMap((event, row) => {
    const text = `${event.description ?? ''} ${JSON.stringify(event.details ?? {})}`;
    return text.toLowerCase().includes(word) ? [row] : [];
  });
}

function column(explorer: ExplorerPage, name: string) {
  return explorer.grid.getByRole('columnheader', { name });
}

/** The row of the grid with an index among all rows, counted from 0. */
function rowAt(explorer: ExplorerPage, row: number) {
  return explorer.grid.locator(`[data-row="${String(row)}"]`);
}

/** A run with the first events of the story, which gets more of them. */
async function growStory(outputRoot: string, id: string, count: number) {
  const lines = STORY.map((event) => `${JSON.stringify(event)}\n`);
  const folder = path.join(outputRoot, id);
  const file = path.join(folder, 'events.jsonl');
  let written = count;
  await mkdir(folder);
  await writeFile(file, lines.slice(0, count).join(''));
  return {
    async growTo(next: number) {
      await appendFile(file, lines.slice(written, next).join(''));
      written = next;
    },
    /** Close its page first: its requests would get 404. */
    remove: () => rm(folder, { recursive: true }),
  };
}

async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test('columns are chosen, widened by mouse and keyboard, and remembered', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const names = ['time', 'turn', 'type', 'agent', 'kind', 'description', 'causes', 'effects'];
  await expect(explorer.grid.getByRole('columnheader')).toHaveText(names);

  await column(explorer, 'kind').getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Hide kind' }).click();
  await expect(column(explorer, 'kind')).toHaveCount(0);

  const edge = explorer.grid.getByRole('separator', { name: 'Width of agent' });
  const before = Number(await edge.getAttribute('aria-valuenow'));
  const box = await edge.boundingBox();
  if (box === null) throw new Error('the edge is not drawn');
  await page.mouse.move(box.x + box.width / 2, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + 8, { steps: 4 });
  await page.mouse.up();
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 60));
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 52));

  await page.reload();
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 52));
  await expect(column(explorer, 'kind')).toHaveCount(0);
  await edge.dblclick();
  await expect(edge).toHaveAttribute('aria-valuenow', String(before));

  await column(explorer, 'agent').getByRole('button').press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'kind' }).press('Enter');
  await page.keyboard.press('Escape');
  await expect(explorer.grid.getByRole('columnheader')).toHaveText(names);
});

test('time is shown as time of day, since the start of the run, or since the row above', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const first = rowAt(explorer, 0).getByRole('gridcell').first();
  const second = rowAt(explorer, 1).getByRole('gridcell').first();
  await expect(first).toHaveText(/^\d\d:\d\d:\d\d\.\d{6}$/);
  await column(explorer, 'time').getByRole('button').click();
  await page.getByRole('menuitemradio', { name: 'Since the start of the run' }).click();
  await expect(first).toHaveText('+0:00.000000');
  await column(explorer, 'time').getByRole('button').click();
  await page.getByRole('menuitemradio', { name: 'Since the row above' }).click();
  await expect(first).toHaveText('');
  await expect(second).toHaveText(/^\+[\d.]+ (µs|ms|s)$/);
});

test('each row shows the number of its causes and effects', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  for (const row of [0, 1, 2, 5, 9]) {
    const event = STORY[row];
    const effects = STORY.filter(({ caused_by }) => caused_by?.includes(event?.event_id ?? ''));
    const cells = rowAt(explorer, row).getByRole('gridcell');
    await expect(cells.nth(6)).toHaveText(String(event?.caused_by?.length ?? 0));
    await expect(cells.nth(7)).toHaveText(effects.length.toLocaleString('en'));
  }
});

test('the turn of the first row is shown above it, and turns begin with a line', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  await explorer.scrollTo(0.5);
  await expect
    .poll(async () => {
      const text = (await explorer.readout.textContent()) ?? '';
      const first = Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', '')) - 1;
      return page.getByText(`turn ${String(STORY[first]?.turn_number)}`, { exact: true }).count();
    })
    .toBeGreaterThan(0);
  const begin = STORY.findIndex(({ turn_number }) => turn_number === 12);
  await explorer.grid.focus();
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: 'Turn, time or row' }).fill('t 12');
  await page.keyboard.press('Enter');
  await expect(rowAt(explorer, begin)).toHaveAttribute('data-begins-turn', '');
  await expect(rowAt(explorer, begin + 1)).not.toHaveAttribute('data-begins-turn', '');
});

test('g leads to a turn, a row or a time, exactly', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const go = async (text: string) => {
    await explorer.grid.focus();
    await page.keyboard.press('g');
    await page.getByRole('textbox', { name: 'Turn, time or row' }).fill(text);
    await page.keyboard.press('Enter');
  };
  const thirty = STORY.findIndex(({ turn_number }) => turn_number === 30);
  const spots: readonly (readonly [string, number])[] = [
    ['t 30', thirty],
    ['row 4321', 4320],
    ['#17', 16],
    [STORY[2500]?.timestamp ?? '?', STORY.findIndex((e) => e.timestamp === STORY[2500]?.timestamp)],
  ];
  for (const [text, row] of spots) {
    await go(text);
    await expect(rowAt(explorer, row)).toHaveAttribute('aria-selected', 'true');
    await expect(rowAt(explorer, row)).toBeInViewport();
    await expect(explorer.inspector).toContainText(STORY[row]?.event_id ?? '?');
    await expect(explorer.grid).toBeFocused();
  }
  await go('row 6000');
  await expect(page.getByText('There are 5,017 rows.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Turn, time or row' }).fill('soon');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(page.getByText('That is not a turn, a time or a row.')).toBeVisible();
});

test('find within the rows goes from match to match, counts them and is in the link', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const rows = rowsWith('council');
  const total = rows.length.toLocaleString('en');
  await explorer.grid.focus();
  await page.keyboard.press('/');
  const bar = page.getByRole('search', { name: 'Find in rows' });
  await expect(bar.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Council');
  await expect(bar).toContainText(`1 of ${total}`);
  await expect(rowAt(explorer, rows[0] ?? -1)).toHaveAttribute('data-found', '');
  await page.keyboard.press('Enter');
  await expect(bar).toContainText(`2 of ${total}`);
  await expect(rowAt(explorer, rows[1] ?? -1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  await expect(bar).toContainText(`${total} of ${total}`);
  const last = rowAt(explorer, rows.at(-1) ?? -1);
  await expect(last).toBeInViewport();
  await page.keyboard.press('F3');
  await expect(bar).toContainText(`1 of ${total}`);
  await expect(page.locator('svg[data-marks]')).toHaveAttribute('data-marks', String(rows.length));
  expect(new URL(page.url()).searchParams.get('find')).toBe('Council');

  await page.reload();
  await expect(bar.getByRole('textbox')).toHaveValue('Council');
  await bar.getByRole('button', { name: 'Next match' }).click();
  await expect(bar).toContainText(/^\d+ of /);
  const selected = new URL(page.url()).searchParams.get('event');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(explorer.grid).toBeFocused();
  expect(new URL(page.url()).searchParams.has('find')).toBe(false);
  expect(new URL(page.url()).searchParams.get('event')).toBe(selected);
});

test('an event is copied from its menu and by key', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  const event = STORY[4];
  const id = event?.event_id ?? '?';
  const address = `${baseURL ?? ''}/simulations/${MARKET_STORY_ID}/events/${id}`;

  await rowAt(explorer, 4).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy as JSON' }).click();
  await expect(page.getByText('Copied JSON')).toBeVisible();
  expect(await clipboard(page)).toBe(JSON.stringify(event));

  await rowAt(explorer, 3).click();
  await page.keyboard.press('ArrowDown');
  await expect(rowAt(explorer, 4)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Copy as curl' }).press('Enter');
  await expect(page.getByText('Copied curl')).toBeVisible();
  expect(await clipboard(page)).toBe(`curl '${address}'`);

  await explorer.grid.focus();
  await page.keyboard.press('ContextMenu');
  await page.getByRole('menuitem', { name: 'Copy link to this view' }).click();
  await expect(page.getByText('Copied link')).toBeVisible();
  expect(new URL(await clipboard(page)).searchParams.get('event')).toBe(id);

  await explorer.grid.focus();
  await page.keyboard.press('c');
  await expect(page.getByText('Copied JSON')).toBeVisible();
  expect(await clipboard(page)).toBe(JSON.stringify(event));
});

test('[ leads to a cause and ] to an effect', async ({ page }) => {
  const row = STORY.findIndex(({ caused_by }) => (caused_by?.length ?? 0) > 0);
  const cause = STORY[row]?.caused_by?.[0] ?? '?';
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID);
  await rowAt(explorer, row).click();
  const selected = () => new URL(page.url()).searchParams.get('event');
  await expect.poll(selected).toBe(STORY[row]?.event_id);
  await page.keyboard.press('[');
  await expect.poll(selected).toBe(cause);
  await page.keyboard.press(']');
  await expect.poll(selected).not.toBe(cause);
  const effect = STORY.find(({ event_id }) => event_id === selected());
  expect(effect?.caused_by).toContain(cause);
});

test('a growing run is followed, except while the reader is elsewhere', async ({
  page,
  outputRoot,
}) => {
  const run = await growStory(outputRoot, 'followed', 1000);
  const explorer = new ExplorerPage(page);
  await explorer.open('followed');
  const button = page.getByRole('button', { name: 'Follow' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(rowAt(explorer, 999)).toBeInViewport();

  await run.growTo(1500);
  await expect(explorer.readout).toHaveText(/–1,500 of 1,500$/, { timeout: 15_000 });
  await expect(rowAt(explorer, 1499)).toContainText(STORY[1499]?.description ?? '?');

  await explorer.grid.hover();
  await page.mouse.wheel(0, -2000);
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect(explorer.readout).toHaveText(/ of 1,500$/);
  const place = /^rows [\d,]+/.exec((await explorer.readout.textContent()) ?? '')?.[0] ?? '?';
  await run.growTo(1620);
  const pill = page.getByRole('button', { name: '120 new' });
  await expect(pill).toBeVisible({ timeout: 15_000 });
  await expect(explorer.readout).toHaveText(new RegExp(`^${place}–.* of 1,620$`));
  await pill.click();
  await expect(explorer.readout).toHaveText(/–1,620 of 1,620$/);
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(rowAt(explorer, 1619)).toContainText(STORY[1619]?.description ?? '?');
  await page.close();
  await run.remove();
});

test('scrolling up while rows are added ends following', async ({ page, outputRoot }) => {
  const run = await growStory(outputRoot, 'left', 1000);
  const explorer = new ExplorerPage(page);
  await explorer.open('left');
  const button = page.getByRole('button', { name: 'Follow' });
  await button.click();
  await expect(rowAt(explorer, 999)).toBeInViewport();

  const scrolled = explorer.grid.evaluate(async (grid) => {
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => resolve());
      observer.observe(grid, { attributeFilter: ['aria-rowcount'] });
    });
    // The list has just been scrolled to its new end, and the browser has not reported it yet.
    grid.scrollTop -= 300;
  });
  await run.growTo(1500);
  await scrolled;
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect(rowAt(explorer, 1499)).not.toBeInViewport();
  await page.close();
  await run.remove();
});

test('events that come late move the rows after them, and no row is a wrong one', async ({
  page,
  outputRoot,
}) => {
  const folder = path.join(outputRoot, 'late');
  const file = path.join(folder, 'events.jsonl');
  const isLate = (row: number): boolean => row === 10 || row === 210;
  const inTime = STORY.slice(0, 700).filter((_, row) => !isLate(row));
  await mkdir(folder);
  await writeFile(file, inTime.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const explorer = new ExplorerPage(page);
  await explorer.open('late');
  await explorer.scrollTo(0.35);
  await expect(explorer.rows().filter({ hasText: STORY[230]?.description ?? '?' })).not.toHaveCount(
    0,
  );
  const late = STORY.filter((_, row) => row < 700 && isLate(row));
  await appendFile(file, late.map((event) => `${JSON.stringify(event)}\n`).join(''));
  await expect(explorer.readout).toHaveText(/ of 700$/, { timeout: 15_000 });
  await expect(rowAt(explorer, 230)).toContainText(STORY[230]?.description ?? '?');
  await explorer.scrollTo(0);
  for (const row of [0, 9, 10, 11]) {
    await rowAt(explorer, row).click();
    await expect(explorer.inspector).toContainText(STORY[row]?.event_id ?? '?');
  }
  // The requests of an open page would get 404.
  await page.close();
  await rm(folder, { recursive: true });
});

test('menus, find and go to are accessible', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?find=grain');
  await expect(page.getByRole('search')).toContainText(/\d/);
  await rowAt(explorer, 2).click();
  await expectNoAxeViolations(page);
  await column(explorer, 'time').getByRole('button').click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await rowAt(explorer, 3).click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  await expectNoAxeViolations(page, { within: '[role="menu"]' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Go to' }).click();
  await expect(page.getByRole('textbox', { name: 'Turn, time or row' })).toBeVisible();
  await expectNoAxeViolations(page);
});

test('a phone shows time, type and description, and everything still works', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const explorer = new ExplorerPage(page);
  await explorer.open(SEEDED_ID);
  await expect(explorer.grid.getByRole('columnheader')).toHaveText(['time', 'type', 'description']);
  // A phone has no key for it.
  const find = page.getByRole('button', { name: 'Find', exact: true });
  await find.click();
  await expect(find).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('textbox', { name: 'Find in rows' })).toBeFocused();
  await page.keyboard.type('turn');
  await expect(page.getByRole('search')).toContainText(/\d of/);
  await find.click();
  await expect(page.getByRole('search')).toHaveCount(0);
  const scrolls = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(scrolls).toBe(false);
});
