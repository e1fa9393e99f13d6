import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tellMarketStory } from '../lib/testing/market-story';
import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { LLM_SIM_IDS } from './support/make-root';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];
const OF_OSLO = STORY.filter((event) => event.agent_id === 'oslo_grain');
const STOCKS = STORY.filter(
  (event) => event.event_type === 'STATE' && event.details?.['variable_name'] === 'grain_stock',
);

function idAt(events: typeof STORY, at: number): string {
  return events[at]?.event_id ?? '?';
}

test('steps lead to the events before and after of the same agent and kind, by mouse and by key', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  const stock = STOCKS.findIndex((event) => event.agent_id === 'oslo_grain');
  await explorer.open(MARKET_STORY_ID, `?event=${idAt(STOCKS, stock)}`);
  const sameAgent = explorer.inspector.getByRole('group', { name: 'Same agent: oslo_grain' });
  const sameKind = explorer.inspector.getByRole('group', { name: 'Same kind: grain_stock' });
  const atAgent = OF_OSLO.findIndex(({ event_id }) => event_id === idAt(STOCKS, stock));
  await expect(sameAgent).toContainText(`${atAgent + 1} of ${OF_OSLO.length}`);
  await expect(sameKind).toContainText(`${stock + 1} of ${STOCKS.length}`);

  await sameKind.getByRole('button', { name: 'Next of the same kind' }).click();
  await expect(explorer.inspector).toContainText(idAt(STOCKS, stock + 1));
  await page.keyboard.press('<');
  await expect(explorer.inspector).toContainText(idAt(STOCKS, stock));
  await page.keyboard.press('}');
  await expect(explorer.inspector).toContainText(idAt(OF_OSLO, atAgent + 1));
  await page.keyboard.press('{');
  await expect(explorer.inspector).toContainText(idAt(OF_OSLO, atAgent));
  // In a field they are text.
  await explorer.filters.getByRole('textbox', { name: 'From turn' }).focus();
  await page.keyboard.press('.');
  await expect(explorer.filters.getByRole('textbox', { name: 'From turn' })).toHaveValue('.');
  await expect(page).toHaveURL(new RegExp(idAt(OF_OSLO, atAgent)));
});

test('the first of its like has none before it', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, `?event=${idAt(OF_OSLO, 0)}`);
  const sameAgent = explorer.inspector.getByRole('group', { name: /^Same agent/ });
  await expect(sameAgent).toContainText(`1 of ${OF_OSLO.length}`);
  const previous = sameAgent.getByRole('button', { name: 'Previous of the same agent' });
  await expect(previous).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('{');
  await expect(explorer.inspector).toContainText(idAt(OF_OSLO, 0));
});

test('a fact of an event becomes a filter, including or excluding', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, `?event=${idAt(STOCKS, 3)}`);
  const agent = STOCKS[3]?.agent_id ?? '?';
  await explorer.inspector.getByRole('button', { name: 'Only kind grain_stock' }).click();
  await expect(explorer.readout).toHaveText(new RegExp(` of ${STOCKS.length}$`));
  await explorer.inspector.getByRole('button', { name: `Not agent ${agent}` }).click();
  const others = STOCKS.filter((event) => event.agent_id !== agent).length;
  await expect(explorer.readout).toHaveText(new RegExp(` of ${others}$`));
  const query = new URL(page.url()).searchParams;
  expect(query.getAll('kinds')).toEqual(['grain_stock']);
  expect(query.getAll('exclude_agent_ids')).toEqual([agent]);
});

test('a call of a model is shown with its facts', async ({ page }) => {
  const call = STORY.find((event) => event.details?.['error_type'] === 'llm_timeout');
  const explorer = new ExplorerPage(page);
  await explorer.open(MARKET_STORY_ID, `?event=${call?.event_id ?? '?'}`);
  const facts = explorer.inspector.getByRole('region', { name: 'LLM call' });
  await expect(facts).toContainText('llama3.1:8b');
  await expect(facts).toContainText('5,000 ms · 100 % of the timeout');
  await expect(facts).toContainText('retries');
});

test('many effects are shown page by page, and a cause that is missing is named', async ({
  page,
  outputRoot,
}) => {
  const common = { turn_number: 1, event_type: 'ACTION', simulation_id: 'fan' };
  const events = Array.from({ length: 121 }, (_, at) => ({
    ...common,
    event_id: `fan-${at}`,
    timestamp: `2026-01-01T00:00:00.${String(at).padStart(3, '0')}Z`,
    caused_by: [at === 0 ? 'fan-lost' : 'fan-0'],
    description: `effect ${at}.`,
  }));
  await mkdir(path.join(outputRoot, 'fan'), { recursive: true });
  await writeFile(
    path.join(outputRoot, 'fan', 'events.jsonl'),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  const explorer = new ExplorerPage(page);
  await explorer.open('fan', '?event=fan-0');
  await expect(
    explorer.inspector.getByRole('region', { name: 'Causes', exact: true }),
  ).toContainText('not in the files, why is not known fan-lost');
  const effects = explorer.inspector.getByRole('region', { name: 'Effects' });
  await expect(effects).toContainText('120');
  await effects.getByRole('button', { name: '112 more' }).click();
  await expect(effects.getByText('effect 50.')).toBeVisible();
  await expect(effects.getByText('effect 51.')).toHaveCount(0);
  await effects.getByRole('button', { name: 'Next' }).click();
  await effects.getByRole('button', { name: 'Next' }).click();
  await expect(effects).toContainText('101–120 of 120');
  await effects.getByText('effect 120.').click();
  await expect(page).toHaveURL(/event=fan-120/);
});

test('events of llm-sim are shown with all they hold', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(LLM_SIM_IDS[1]);
  await explorer.row('Nation_C performed trade').first().click();
  await expect(explorer.inspector.getByRole('region', { name: 'Payload' })).toContainText('amount');
  await explorer.row('Action: trade').first().click();
  await expect(explorer.inspector.getByRole('region', { name: 'Details' })).toContainText(
    'validated',
  );
});

test('without declared causes, inferred ones are shown and marked as inferred', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  await explorer.open(LLM_SIM_IDS[1]);
  await explorer.row('Action: trade').first().click();
  const causes = explorer.inspector.getByRole('region', { name: 'Causes', exact: true });
  await expect(causes).toContainText('It names no cause.');
  const decision = causes.getByRole('group', { name: 'inferred: decision before action' });
  await expect(decision).toContainText('No event declares it');
  await expect(causes.getByRole('listitem')).toHaveCount(1);
  await decision.getByRole('button', { name: /decided: trade/ }).click();
  await expect(
    explorer.inspector.getByRole('group', { name: 'inferred: turn start before decision' }),
  ).toBeVisible();
  const effects = explorer.inspector.getByRole('region', { name: 'Effects' });
  await expect(effects).toContainText('No event names it as a cause.');
  await expect(
    effects.getByRole('group', { name: 'inferred: decision before action' }),
  ).toBeVisible();
});

test('the inspector breaks no accessibility rule', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  for (const type of ['MILESTONE', 'DECISION', 'ACTION', 'STATE', 'DETAIL', 'SYSTEM']) {
    const event = STORY.findLast((one) => one.event_type === type);
    await explorer.open(MARKET_STORY_ID, `?event=${event?.event_id ?? '?'}`);
    await expect(explorer.inspector.getByRole('group', { name: /^Same kind/ })).toContainText(
      / of /,
    );
    await expectNoAxeViolations(page, { within: 'article' });
  }
});
