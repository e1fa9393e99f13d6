import { setTimeout as sleep } from 'node:timers/promises';

const MAX_WAIT_MS = 30_000;
const BETWEEN_MS = 50;

/** Waits until the answer of a route with partial answers is complete: only a complete answer has an ETag. */
export async function untilIndexed(baseUrl: string, route = '/simulations'): Promise<string> {
  const startMs = performance.now();
  for (;;) {
    const response = await fetch(new URL(route, baseUrl));
    await response.arrayBuffer();
    const tag = response.headers.get('etag');
    if (tag !== null) return tag;
    if (performance.now() - startMs > MAX_WAIT_MS) {
      throw new Error(`${route}, of status ${response.status}, has no tag`);
    }
    await sleep(BETWEEN_MS);
  }
}
