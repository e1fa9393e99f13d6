import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ExplorerPage } from './support/explorer-page';
import { expect, test } from './support/test';

/** Higher than an element can be on a screen of 3 device px a CSS px, where it ends at 399,457 rows. */
const ROWS = 400_000;

// A screen of such pixels; where the ratio is emulated elements can be as high as ever.
test.use({
  viewport: null,
  launchOptions: [
    async ({ launchOptions }, use) => {
      const { args = [] } = launchOptions;
      const screen = ['--force-device-scale-factor=3', '--window-size=1280,720'];
      await use({ ...launchOptions, args: [...args, ...screen] });
    },
    { scope: 'worker' },
  ],
});

test('a table that is higher than an element can be is scrolled from its first row to its last', async ({
  page,
  outputRoot,
}) => {
  const folder = path.join(outputRoot, 'long');
  await mkdir(folder);
  await writeFile(path.join(folder, 'events.jsonl'), longRun());
  const explorer = new ExplorerPage(page);
  await explorer.open('long');
  expect(await page.evaluate(() => devicePixelRatio)).toBe(3);
  await expect(explorer.readout).toHaveText(/ of 400,000$/, { timeout: 60_000 });
  const rowAt = (row: number) => explorer.grid.locator(`[data-row="${String(row)}"]`);
  const firstRow = async () => {
    const [first = ''] = /[\d,]+/.exec(await explorer.readout.innerText()) ?? [];
    return Number(first.replaceAll(',', ''));
  };

  await explorer.scrollTo(1);
  await expect(rowAt(ROWS - 1)).toBeInViewport();
  await expect(rowAt(ROWS - 1)).toContainText(nameOf(ROWS - 1));
  await expect(rowAt(ROWS)).toHaveCount(0);

  await explorer.scrollTo(0.5);
  await expect.poll(async () => Math.round(((await firstRow()) / ROWS) * 100)).toBe(50);
  const middle = await firstRow();
  await expect(rowAt(middle)).toContainText(nameOf(middle));
  await explorer.grid.hover();
  await page.mouse.wheel(0, 280);
  await expect.poll(firstRow).toBe(middle + 10);

  await explorer.grid.press('Home');
  await expect(rowAt(0)).toBeInViewport();
  await explorer.grid.press('End');
  await expect(rowAt(ROWS - 1)).toBeInViewport();
  await expect(rowAt(ROWS - 1)).toHaveAttribute('aria-selected', 'true');

  const follow = page.getByRole('button', { name: 'Follow' });
  await follow.click();
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  await explorer.scrollTo(0.5);
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await explorer.scrollTo(1);
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  await page.close();
  await rm(folder, { recursive: true });
});

function nameOf(row: number): string {
  return `number ${String(row)}`;
}

function longRun(): string {
  const start = Date.parse('2026-01-01T00:00:00Z');
  return Array.from({ length: ROWS }, (_, row) => {
    const event = {
      event_id: `e${String(row)}`,
      timestamp: new Date(start + row).toISOString(),
      turn_number: Math.floor(row / 1000),
      event_type: 'ACTION',
      simulation_id: 'long',
      description: nameOf(row),
    };
    return `${JSON.stringify(event)}\n`;
  }).join('');
}
