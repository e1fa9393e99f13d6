import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { HOSTILE_SHAPES, hostileShapeLines } from '../lib/testing/hostile-shapes';
import { ExplorerPage } from './support/explorer-page';
import { expect, test } from './support/test';
import { untilIndexed } from './support/until-indexed';

const ID = 'hostile-shapes';
const MOST_ELEMENTS = 6000;

async function expectFewElements(page: Page): Promise<void> {
  expect(await page.locator('*').count()).toBeLessThan(MOST_ELEMENTS);
}

test('a run of hostile shapes is read, selected, explained and replayed like any other', async ({
  page,
  outputRoot,
  serverUrl,
}) => {
  mkdirSync(path.join(outputRoot, ID));
  const strange = JSON.stringify({
    event_id: 'strange',
    timestamp: '2090-01-01T00:00:00Z',
    turn_number: 1,
    event_type: 'SYSTEM',
    simulation_id: 'elsewhere',
  });
  const lines = [...hostileShapeLines(ID), strange, ''].join('\n');
  writeFileSync(path.join(outputRoot, ID, 'events.jsonl'), lines);
  await untilIndexed(serverUrl, `/simulations/${ID}`);

  const explorer = new ExplorerPage(page);
  await explorer.open(ID);
  // Shortened, because it is long; characters that change the direction of text are escaped.
  await expect(explorer.row('שלום')).toContainText('\\u202e');
  await expectFewElements(page);

  for (const id of HOSTILE_SHAPES) {
    // On the time: the other cells have buttons under the pointer.
    await explorer.rows().nth(HOSTILE_SHAPES.indexOf(id)).getByRole('gridcell').first().click();
    await expect(explorer.inspector).toContainText(id);
    await expectFewElements(page);
  }

  await explorer.tab('Causality').click();
  await expect(page.getByRole('group', { name: /Graph/ })).toBeVisible();
  await expect(page.locator('[data-node-id="odd-names"]')).toBeVisible();
  await expectFewElements(page);

  await explorer.tab('State').click();
  await expect(page.getByRole('treegrid').getByRole('row', { name: /huge/ })).toContainText(
    '1e400',
  );
  await expect(page.getByRole('treegrid')).toContainText('price\\u202e\\n');
  await expectFewElements(page);

  await page.getByRole('button', { name: /1 event of 1 other simulation/ }).click();
  await expect(page.getByRole('dialog').getByRole('row', { name: 'elsewhere 1' })).toBeVisible();

  // Other journeys list the runs of this root; the page is closed first, because it requests the run.
  await page.close();
  rmSync(path.join(outputRoot, ID), { recursive: true });
});
