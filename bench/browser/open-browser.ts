import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../../bin/find-chromium.mjs';

const VIEWPORT = { width: 1440, height: 900 };

/** A page of a browser of its own. */
export interface BrowserPage extends AsyncDisposable {
  readonly page: Page;
  /** The JavaScript heap after garbage collection, bytes. */
  heapBytes(): Promise<number>;
}

export async function openBrowser(): Promise<BrowserPage> {
  const browser: Browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: CHROMIUM_ARGUMENTS,
  });
  const page = await browser.newPage({ viewport: VIEWPORT });
  // The TypeScript runner uses this function to name functions.
  await page.addInitScript('globalThis.__name = (value) => value;');
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  return {
    page,
    async heapBytes() {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return usedSize;
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
