import { expect, type Page, type Request } from 'playwright/test';

/** Longer than the page takes from a response to the next request. */
const QUIET_MS = 600;

/**
 * Counts the requests of a page from now on. The result resolves when the page has all responses, has sent no request for
 * {@link QUIET_MS}, and has drawn them. The WebSocket of a live run does not count.
 */
export function watchRequests(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  let changedAt = performance.now();
  const note = (): void => void (changedAt = performance.now());
  page.on('request', (request) => {
    open.add(request);
    note();
  });
  const close = (request: Request): void => {
    open.delete(request);
    note();
  };
  page.on('requestfinished', close);
  page.on('requestfailed', close);
  return async () => {
    note();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect(page.getByText('Loading', { exact: true })).toHaveCount(0);
    await expect.poll(() => open.size === 0 && performance.now() - changedAt > QUIET_MS).toBe(true);
    await page.evaluate(
      () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 })),
    );
  };
}
