import { expect, inject, it } from 'vitest';
import { SEEDED_ID } from '../support/make-root';
import { startServer } from '../support/start-server';
import { untilIndexed } from '../support/until-indexed';

const route = `/simulations/${SEEDED_ID}/events?limit=1000`;

function ask(baseUrl: string, accepted: string): Promise<Response> {
  return fetch(new URL(route, baseUrl), { headers: { 'accept-encoding': accepted } });
}

it('sends answers as they are to this machine', async () => {
  await untilIndexed(inject('baseUrl'));
  const response = await ask(inject('baseUrl'), 'gzip, br');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-encoding')).toBeNull();
});

it('compresses them for a browser at the other end of an SSH tunnel, under the same tag', async () => {
  await using server = await startServer(inject('outputRoot'), {
    env: { SSH_CONNECTION: '192.0.2.1 50000 192.0.2.2 22' },
  });
  await untilIndexed(server.url);
  const plain = await ask(server.url, 'identity');
  expect(plain.headers.get('content-encoding')).toBeNull();
  const text = await plain.text();
  for (const encoding of ['gzip', 'br']) {
    const packed = await ask(server.url, encoding);
    expect(packed.headers.get('content-encoding')).toBe(encoding);
    expect(packed.headers.get('vary')).toContain('Accept-Encoding');
    expect(packed.headers.get('etag')).toBe(plain.headers.get('etag'));
    expect(await packed.text()).toBe(text);
  }
});
