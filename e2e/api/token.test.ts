import { expect, inject, it } from 'vitest';
import { startServer } from '../support/start-server';

it('requires its token, accepts it as a header or once in a link, and hides it in a cookie', async () => {
  await using server = await startServer(inject('outputRoot'), {
    env: { CAUSEWAY_TOKEN: 'a-secret' },
  });
  const link = new URL(server.url);
  expect(link.searchParams.get('token')).toBe('a-secret');
  const simulations = new URL('/simulations', link);

  const refused = await fetch(simulations);
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  expect(await refused.json()).toMatchObject({ status: 401, code: 'token_required' });
  expect((await fetch(new URL('/', link))).status).toBe(401);
  expect((await fetch(`${simulations.href}?token=guess`)).status).toBe(401);

  const headers = { authorization: 'Bearer a-secret' };
  expect((await fetch(simulations, { headers })).status).toBe(200);

  const welcome = await fetch(link, { redirect: 'manual' });
  expect(welcome.status).toBe(307);
  expect(welcome.headers.get('location')).not.toContain('a-secret');
  const [setCookie = ''] = welcome.headers.getSetCookie();
  expect(setCookie).toMatch(/HttpOnly/i);
  const cookie = setCookie.split(';')[0] ?? '';
  expect((await fetch(simulations, { headers: { cookie } })).status).toBe(200);
});
