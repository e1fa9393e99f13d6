import type { Page } from 'playwright/test';
import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { LLM_SIM_IDS } from './support/make-root';
import { expect, MARKET_STORY_ID, test } from './support/test';
import { CALLS_ID, LONG_PROMPT } from './support/write-calls-run';

function readerOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: /ada|bo|cleo/ });
  return {
    dialog,
    text: dialog.getByRole('group', { name: /ada|bo|cleo/ }),
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
  await expect(asks).toContainText('place: { quay: 7 }');
  await asks.locator('summary').click();
  await expect(asks.getByText('place: { quay: 7 }')).toBeHidden();
  await expect(asks).toContainText('{ good: "grain", 1 more }', { useInnerText: true });
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

  await page.keyboard.press('/');
  await page.keyboard.type('ship 599 carries');
  await expect(page).toHaveURL(/read_find=ship\+599\+carries/);
  await page.reload();
  await expect(dialog).toContainText('ship 0 carries wool');
  await expect(found).toHaveText('1 of 1');
  await expect(text.getByText('ship 599 carries')).toBeInViewport();
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
  await page.keyboard.press(']');
  await expect(dialog).toContainText('2 of 3');
  await expect(text).toContainText('The harbour');
  await expect(page).toHaveURL(/event=call-2/);
  await dialog.getByRole('button', { name: 'Previous call: Turn 1' }).click();
  await expect(text).toContainText('Twenty is fair.');
  // The keys of earlier versions.
  await page.keyboard.press('.');
  await expect(dialog).toContainText('2 of 3');
  await page.keyboard.press(',');
  await expect(dialog).toContainText('1 of 3');
  await page.keyboard.press('Escape');
  await expect(explorer.inspector).toContainText('call-1');
});

test('a call shows its facts, its prompt with foldable values, and the decision and action that came of it', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(CALLS_ID, '?event=cleo-3-texts&read=*');
  const { dialog, text, find, found } = readerOf(page);
  const facts = dialog.getByRole('list', { name: 'Facts of the call' });
  await expect(facts.getByRole('listitem')).toHaveText([
    'outcome ✓ answered',
    'latency 982 ms of 5,000 allowed; its median 991',
    'tokens 1,097 in 84 out',
    'attempt 2 of 3',
    'model m2',
    /^recorded 14:00:0\d\.000 UTC$/,
  ]);

  const user = dialog.getByRole('article', { name: 'User' });
  await expect(user).toContainText('Others {');
  const asSeen = { useInnerText: true };
  await expect(user).toContainText('oslo: { cash: 14231.31, deposit: 142063.8, 2 more }', asSeen);
  await expect(user).toContainText(
    'Possible actions: [ 6 actions: sell, buy, hold, plan and 2 more ]',
    asSeen,
  );
  await expect(user.getByText('6 more fields')).toBeVisible();
  const [world, you] = [user.getByText('The world'), user.getByText('You {')];
  expect((await world.boundingBox())?.y).toBeCloseTo((await you.boundingBox())?.y ?? 0, -1);

  const result = dialog.getByRole('article', { name: 'Result' });
  await expect(result.getByRole('listitem')).toHaveText([
    'decision' + 'Keep the grain',
    'action' + 'cleo: hold grain validated',
  ]);

  // Matches are counted by section, also in what is folded, which a step unfolds.
  const contents = dialog.getByRole('region', { name: 'In this call' });
  await expect(contents.getByRole('button', { name: 'The world 12 fields' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('good_j');
  await expect(found).toHaveText('1 of 1');
  await expect(user.getByText('good_j: 1.5')).toBeInViewport();
  await expect(contents.getByRole('button', { name: 'The world 1 match' })).toHaveAttribute(
    'aria-current',
    'true',
  );
  await find.press('Escape');
  await expect(text).toBeFocused();

  // Fold all, and unfold all, by key and by button.
  await page.keyboard.press('z');
  await expect(user.getByText('cash: 7289.1,', { exact: true })).toBeHidden();
  await page.keyboard.press('z');
  await expect(user.getByText('price of the day')).toBeVisible();
  await dialog.getByRole('button', { name: 'Fold all', exact: true }).click();
  await expect(user.getByText('price of the day')).toBeHidden();
  await contents.getByRole('button', { name: 'Others' }).click();
  await expect(user.getByText('tarn: {')).toBeInViewport();
  await expectNoAxeViolations(page, { within: 'dialog' });

  await dialog
    .getByRole('region', { name: 'Causes and effects' })
    .getByText('Keep the grain')
    .click();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/tab=causality&event=cleo-holds/);
});

test('the calls of the agent stand beside the call, failed tries included, and are walked by keyboard', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(CALLS_ID, '?event=cleo-1-texts&read=*');
  const { dialog, text } = readerOf(page);
  const list = dialog.getByRole('listbox', { name: 'Calls of cleo' });
  await expect(list.getByRole('option')).toHaveCount(3);
  const failed = list.getByRole('option', {
    name: 'turn 2, failed by llm_timeout, try 1, 5,000 ms',
  });
  await expect(failed).toBeVisible();
  await expect(dialog).toContainText('call 1 of 3 of cleo');

  await page.keyboard.press('Shift+Tab');
  while (!(await list.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('End');
  await expect(page).toHaveURL(/event=cleo-3-texts/);
  await expect(list).toBeFocused();
  await expect(list.getByRole('option', { selected: true })).toHaveAccessibleName(
    'turn 2, answered, try 2, 1,181 tokens, 982 ms',
  );
  await dialog.getByRole('button', { name: '1 failed' }).click();
  await expect(failed).toHaveAttribute('aria-selected', 'true');
  await expect(dialog.getByRole('list', { name: 'Facts of the call' })).toContainText(
    'failed: llm_timeout',
  );
  await expect(dialog.getByRole('article', { name: 'Assistant' })).toHaveCount(0);
  await expect(dialog.getByRole('article', { name: 'Result' })).toHaveCount(0);
  await expect(dialog.getByRole('region', { name: 'Causes and effects' })).toContainText(
    'Turn 2 started',
  );
  await expect(text).toContainText('What do you decide?');
});

test('a call whose texts are an event of their own is read with these texts', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(CALLS_ID, '?event=cleo-3&read=*');
  const { dialog, text } = readerOf(page);
  await expect(text).toContainText('What do you decide?');
  await expect(dialog).toContainText('call 3 of 3 of cleo');
  await page.keyboard.press('[');
  await expect(page).toHaveURL(/event=cleo-2-texts/);
});

test('calls without texts and events that are no calls show the facts that they have', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, '?event_types=SYSTEM&agent_ids=juno_trader');
  await explorer.rows().first().click();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: /juno_trader/ });
  await expect(dialog).toContainText('This event has no long texts.');
  await expect(dialog.getByRole('list', { name: 'Facts of the call' })).toContainText(
    'model llama3.1:8b',
  );
  const list = dialog.getByRole('listbox', { name: 'Calls of juno_trader' });
  await expect(list.getByRole('option', { name: /failed by llm_timeout/ }).first()).toBeAttached();
  await page.keyboard.press('Escape');

  await explorer.open(LLM_SIM_IDS[1], '');
  await explorer.rows().nth(3).click();
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(
    page.getByRole('dialog').getByRole('list', { name: 'Facts of the call' }),
  ).toHaveText(/recorded [\d:.]+ UTC$/);
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
  await dialog
    .getByRole('group', { name: 'Form of User' })
    .getByRole('button', { name: 'Raw' })
    .click();
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
    .getByRole('article', { name: 'User' })
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
  const prompt = dialog.getByRole('article', { name: 'User' });
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

  // The columns fold behind buttons; Escape folds a column before it closes the reader.
  const list = dialog.getByRole('listbox', { name: 'Calls of ada' });
  await expect(list).toBeHidden();
  await dialog.getByRole('button', { name: 'In this call' }).click();
  await expect(dialog.getByRole('button', { name: 'Copy prompt', exact: true })).toBeVisible();
  await expectNoAxeViolations(page, { within: 'dialog' });
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('region', { name: 'In this call' })).toBeHidden();
  await dialog.getByRole('button', { name: 'Calls', exact: true }).click();
  await expectNoAxeViolations(page, { within: 'dialog' });
  await list.getByRole('option').first().click();
  await expect(list).toBeHidden();
  await expect(dialog).toContainText('call 1 of 3');
  await dialog.getByRole('button', { name: 'Close reader' }).click();
  await expect(dialog).toHaveCount(0);
});
