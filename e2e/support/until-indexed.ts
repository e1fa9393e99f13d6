import { vi } from 'vitest';

/** Waits until a route that tells what is known so far tells all there is: from then on its answer has a tag. */
export async function untilIndexed(baseUrl: string, route = '/simulations'): Promise<string> {
  const findTag = async (): Promise<string> => {
    const response = await fetch(new URL(route, baseUrl));
    const tag = response.headers.get('etag');
    if (tag === null) throw new Error(`${route}, of status ${response.status}, has no tag`);
    return tag;
  };
  return vi.waitFor(findTag, { timeout: 15_000 });
}
