import { request } from 'node:http';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { openApiDocument } from '../../lib/api/openapi';
import { problemSchema } from '../../lib/api/contract';
import { scanFolder } from '../../lib/testing/scan-files';
import { SEEDED_ID } from '../support/make-root';
import { requiredQuery } from '../support/required-query';
import { untilIndexed } from '../support/until-indexed';

const ROUTES = Object.keys(openApiDocument({ version: '' }).paths ?? {});

let eventId = '';

beforeAll(async () => {
  eventId = scanFolder(`${inject('outputRoot')}/${SEEDED_ID}`).events[0]?.event_id ?? '';
  await untilIndexed(inject('baseUrl'));
});

/** The address of a documented route, of things that there are. */
function addressOf(route: string): URL {
  const path = route.replace('{simulation_id}', SEEDED_ID).replace('{event_id}', eventId);
  return new URL(
    `${path}${requiredQuery(route, { simulationId: SEEDED_ID, eventId })}`,
    inject('baseUrl'),
  );
}

describe.each(ROUTES)('%s', (route) => {
  it('answers HEAD as GET, without the body', async () => {
    const url = addressOf(route);
    const [get, head] = [await fetch(url), await fetch(url, { method: 'HEAD' })];
    expect(head.status).toBe(200);
    expect(head.status).toBe(get.status);
    expect(await head.text()).toBe('');
    for (const name of ['content-type', 'cache-control', 'etag', 'vary']) {
      expect(head.headers.get(name), name).toBe(get.headers.get(name));
    }
  });

  it('answers OPTIONS with the allowed methods', async () => {
    const response = await fetch(addressOf(route), { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(await response.text()).toBe('');
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('refuses %s', async (method) => {
    const response = await fetch(addressOf(route), { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(problemSchema.parse(await response.json())).toMatchObject({
      status: 405,
      code: 'method_not_allowed',
    });
  });
});

describe('a request that no browser would send', () => {
  it('is refused without affecting others', async () => {
    // fetch refuses it itself.
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(addressOf('/simulations'), { method: 'TRACE' }, (response) => {
        resolve(response.resume().statusCode);
      });
      asked.on('error', reject).end();
    });
    expect(status).toBe(405);
    for (const path of ['/simulations/%E0%A4%A', '/view/%']) {
      const response = await fetch(`${inject('baseUrl')}${path}`);
      expect(response.status, path).toBe(400);
      expect(problemSchema.parse(await response.json()).code).toBe('malformed_path');
    }
  });
});

describe('a page', () => {
  it('of a simulation is named as the simulation is', async () => {
    const response = await fetch(`${inject('baseUrl')}/view/${SEEDED_ID}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>Seeded run · Causeway</title>');
  });

  it.each(['nobody', '..%2F..', 'a%00b', 'a/b'])('is not there for %s', async (id) => {
    const response = await fetch(`${inject('baseUrl')}/view/${id}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<title>Not found · Causeway</title>');
  });
});
