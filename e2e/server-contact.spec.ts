import { rename } from 'node:fs/promises';
import path from 'node:path';
import { EventWriter } from '../lib/capture/event-writer';
import { tellMarketStory } from '../lib/testing/market-story';
import { writeSimulation } from '../lib/testing/write-simulation';
import { startCuttableProxy } from './support/cuttable-proxy';
import { ExplorerPage } from './support/explorer-page';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];

/** One more than a browser has connections to one server. */
const TABS = 7;

/** A page looks every five seconds whether its run is still there. */
const NOTICED = { timeout: 15_000 };

test('more tabs than a browser has connections load and follow a run', async ({
  context,
  outputRoot,
  serverUrl,
}) => {
  const writer = new EventWriter({
    outputDir: outputRoot,
    simulationId: 'in-many-tabs',
    verbosity: 'DETAIL',
  });
  await writer.start();
  const emit = async (from: number, to: number): Promise<void> => {
    for (const event of STORY.slice(from, to)) writer.emit(event);
    await writer.flush();
  };
  await emit(0, 10);
  const tabs = await Promise.all(Array.from({ length: TABS }, () => context.newPage()));
  await Promise.all(tabs.map((tab) => tab.goto(`${serverUrl}/view/in-many-tabs`)));
  for (const tab of tabs) await expect(new ExplorerPage(tab).readout).toHaveText(/ of 10$/);
  await emit(10, 25);
  for (const tab of tabs) await expect(new ExplorerPage(tab).readout).toHaveText(/ of 25$/);
  await writer.stop();
});

test('a server that stops is reported once, and all data is refetched when it is back', async ({
  page,
  serverUrl,
  browserErrors,
}) => {
  browserErrors.allow(/./);
  const proxy = await startCuttableProxy(serverUrl);
  try {
    const explorer = new ExplorerPage(page);
    await page.goto(`${proxy.url}/view/${MARKET_STORY_ID}`);
    await expect(explorer.readout).toBeVisible();
    const server = page.getByRole('status', { name: 'Server' });
    await proxy.become('refuses');
    await expect(server).toContainText(
      /The server stopped answering at \d\d:\d\d; showing what was loaded/,
    );
    await expect(explorer.rows().first()).toBeVisible();
    await explorer.rows().nth(3).click();
    await expect(explorer.inspector).toContainText('The server does not answer');
    await explorer.tab('State').click();
    await expect(page.getByRole('tabpanel')).toContainText('The state is not loaded yet');

    await proxy.become('passes');
    await expect(server).toContainText('The server answers again');
    await expect(page.getByRole('tabpanel').getByRole('treegrid')).toBeVisible();
    await expect(explorer.inspector.getByRole('article')).toBeVisible();
    await expect(server).toBeEmpty();
  } finally {
    await proxy.close();
  }
});

test('a run that is renamed is said to be gone, and recovers when it is back', async ({
  page,
  outputRoot,
  browserErrors,
}) => {
  browserErrors.allow(/404/);
  writeSimulation(outputRoot, 'comes-and-goes', STORY.slice(0, 50));
  const folder = path.join(outputRoot, 'comes-and-goes');
  const explorer = new ExplorerPage(page);
  await explorer.open('comes-and-goes');
  await rename(folder, `${folder}-elsewhere`);
  const told = page.getByRole('status', { name: 'Simulation' });
  await expect(told).toContainText('This simulation has been gone since', NOTICED);
  await expect(explorer.rows().first()).toBeVisible();
  await rename(`${folder}-elsewhere`, folder);
  await expect(told).toBeEmpty();
});

test('without WebSockets, the page polls and says so', async ({
  page,
  outputRoot,
  serverUrl,
  browserErrors,
}) => {
  browserErrors.allow(/./);
  const proxy = await startCuttableProxy(serverUrl, { passesWebSockets: false });
  const writer = new EventWriter({ outputDir: outputRoot, simulationId: 'behind-a-proxy' });
  await writer.start();
  try {
    for (const event of STORY.slice(0, 20)) writer.emit(event);
    await writer.flush();
    const explorer = new ExplorerPage(page);
    await page.goto(`${proxy.url}/view/behind-a-proxy`);
    const feed = page.getByRole('status', { name: 'Live feed' });
    await expect(feed).toHaveText('asks every 2 s');
    const before = await explorer.readout.textContent();
    for (const event of STORY.slice(20, 60)) writer.emit(event);
    await writer.flush();
    await expect(explorer.readout).not.toHaveText(before ?? '');
  } finally {
    await writer.stop();
    await proxy.close();
  }
});
