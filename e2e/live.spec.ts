import { EventWriter } from '../lib/capture/event-writer';
import { tellMarketStory } from '../lib/testing/market-story';
import { startCuttableProxy } from './support/cuttable-proxy';
import { ExplorerPage } from './support/explorer-page';
import { expect, test } from './support/test';

const STORY = [...tellMarketStory()];

test('a growing run is shown live, also after a lost connection', async ({
  page,
  outputRoot,
  serverUrl,
  browserErrors,
}) => {
  browserErrors.allow(/./);
  const proxy = await startCuttableProxy(serverUrl);
  const writer = new EventWriter({
    outputDir: outputRoot,
    simulationId: 'growing-live',
    verbosity: 'DETAIL',
  });
  await writer.start();
  try {
    const emit = async (from: number, to: number): Promise<void> => {
      for (const event of STORY.slice(from, to)) writer.emit(event);
      await writer.flush();
    };
    await emit(0, 100);
    const explorer = new ExplorerPage(page);
    await page.goto(`${proxy.url}/view/growing-live`);
    await expect(explorer.readout).toHaveText(/ of 100$/);
    const feed = page.getByRole('status', { name: 'Live feed' });
    await expect(feed).toHaveText(/up to date|events\/s/);

    await emit(100, 400);
    await expect(feed).toHaveText(/events\/s/);
    // Well before the page would have looked by itself.
    await expect(explorer.readout).toHaveText(/ of 400$/, { timeout: 3000 });

    proxy.cut();
    await emit(400, 900);
    await expect(explorer.readout).toHaveText(/ of 900$/);
    const facts = page.getByRole('list', { name: 'Facts' });
    await expect(facts).toContainText('900 events');
    await expect(feed).toHaveText(/up to date|events\/s/);
  } finally {
    await writer.stop();
    await proxy.close();
  }
});
