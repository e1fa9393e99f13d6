import type { Page } from 'playwright/test';
import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { expect, test } from './support/test';
import { CALLS_ID, LONG_PROMPT } from './support/write-calls-run';

function readerOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: /ada|bo/ });
  return {
    dialog,
    text: dialog.getByRole('group', { name: /ada|bo/ }),
    find: dialog.getByRole('textbox', { name: 'Find in the text' }),
    found: dialog.getByRole('search').getByRole('status'),
  };
}

test('a conversation is read by role, with the calls of tools and their results', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(CALLS_ID, '?event=call-1');
  await explorer.inspector.getByRole('button', { name: 'Read messages' }).click();
  const { dialog } = readerOf(page);
  await expect(dialog.getByRole('article')).toHaveCount(5);
  await expect(dialog.getByRole('article', { name: 'system' }).locator('strong')).toHaveText('Ada');
  const [asks, answers] = [
    dialog.getByRole('article', { name: 'assistant' }).first(),
    dialog.getByRole('article', { name: 'assistant' }).last(),
  ];
  await expect(asks).toContainText('calls price');
  await expect(asks).toContainText('"good": "grain"');
  await asks.getByText('"place": {').click();
  await expect(asks.getByText('"quay": 7')).toBeHidden();
  await expect(dialog.getByRole('article', { name: 'tool' })).toContainText('result of price');
  await expect(answers).toContainText('thinking');
  await expect(answers.locator('strong')).toHaveText('20');
  await expectNoAxeViolations(page, { within: 'dialog' });
});

test('the reader is used by keyboard alone, and a link restores it', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(CALLS_ID, '?event=call-2');
  const button = explorer.inspector.getByRole('button', { name: 'Read prompt' });
  await button.focus();
  await page.keyboard.press('Enter');
  const { dialog, text, find, found } = readerOf(page);
  await expect(text).toBeFocused();
  await expect(dialog).toContainText('ship 599 carries wool');
  expect(new URL(page.url()).searchParams.get('read')).toBe('/details/prompt');

  // Find: the field, the count, the steps; Escape closes it alone.
  await page.keyboard.press('/');
  await expect(find).toBeFocused();
  await page.keyboard.type('WOOL and waits');
  await expect(found).toHaveText('1 of 600');
  await page.keyboard.press('Enter');
  await expect(found).toHaveText('2 of 600');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  await expect(found).toHaveText('600 of 600');
  await expect(text.getByText('ship 599 carries')).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(find).toHaveValue('');
  await expect(dialog).toBeVisible();
  await expect(text).toBeFocused();

  await page.reload();
  await expect(dialog).toContainText('ship 0 carries wool');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(explorer.inspector.getByRole('button', { name: 'Read prompt' })).toBeFocused();
  expect(new URL(page.url()).searchParams.has('read')).toBe(false);
});

test('steps lead to the calls of the same agent, by key and by button', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(CALLS_ID, '?event=call-1');
  await expect(explorer.inspector).toContainText('ada asked its model');
  await page.keyboard.press('r');
  const { dialog, text } = readerOf(page);
  await expect(dialog).toContainText('1 of 3');
  await page.keyboard.press('.');
  await expect(dialog).toContainText('2 of 3');
  await expect(text).toContainText('The harbour');
  await expect(page).toHaveURL(/event=call-2/);
  await dialog.getByRole('button', { name: 'Previous call' }).click();
  await expect(text).toContainText('Twenty is fair.');
  await page.keyboard.press('Escape');
  await expect(explorer.inspector).toContainText('call-1');
});

test('nothing of a prompt is loaded, run or hidden', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(CALLS_ID, '?event=call-2&read=/details/prompt');
  const { dialog, text } = readerOf(page);
  await expect(text).toContainText('the tariff (https://example.org/tariff)');
  await expect(text).toContainText('[image: a map, https://example.org/map.png]');
  await expect(text).toContainText('<img src="https://example.org/spy.png" onerror="alert(1)">');
  await expect(text).toContainText('<instructions>');
  await expect(text.locator('img, a, script')).toHaveCount(0);
  // As written, and back.
  await dialog.getByRole('button', { name: 'As written' }).click();
  await expect(text).toContainText('Answer with **one** order.');
  await text.focus();
  await page.keyboard.press('p');
  await expect(text).not.toContainText('**one**');
});

test('a message is copied as written', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const explorer = new ExplorerPage(page);
  await explorer.open(CALLS_ID, '?event=call-2&read=*');
  const { dialog } = readerOf(page);
  await dialog
    .getByRole('article', { name: 'prompt' })
    .getByRole('button', { name: 'Copy message' })
    .click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(LONG_PROMPT);
});

test('of a very long event the reader says how long it is, loads it when asked, and pages through it', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(CALLS_ID, '?event=call-3');
  await expect(explorer.inspector).toContainText(/Load all [\d.]+ MB/);
  await page.keyboard.press('r');
  const { dialog, text } = readerOf(page);
  await expect(text).toContainText(/The event has [\d.]+ MB/);
  await text.getByRole('button', { name: /^Load all/ }).click();
  await expect(text).toContainText('begin of the log');
  const prompt = dialog.getByRole('article', { name: 'prompt' });
  await prompt.getByRole('button', { name: /more characters/ }).click();
  const next = prompt.getByRole('button', { name: 'Next' });
  while (await next.isEnabled()) await next.click();
  await expect(prompt).toContainText('end of the log');
});

test('the reader is usable on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const explorer = new ExplorerPage(page);
  await explorer.open(CALLS_ID, '?event=call-2&read=*');
  const { dialog, find, found } = readerOf(page);
  await expect(dialog).toContainText('ship 599 carries');
  await find.fill('ship 42 ');
  await expect(found).toHaveText('1 of 1');
  await expect(dialog.getByText('ship 42 carries')).toBeInViewport();
  expect(
    await dialog.evaluate((element) => element.scrollWidth - element.clientWidth),
  ).toBeLessThanOrEqual(0);
  await expectNoAxeViolations(page, { within: 'dialog' });
  await dialog.getByRole('button', { name: 'Close reader' }).click();
  await expect(dialog).toHaveCount(0);
});
