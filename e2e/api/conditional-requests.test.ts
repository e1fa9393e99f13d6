import { appendFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanFolder } from '../../lib/testing/scan-files';
import type { TempRoot } from '../../lib/testing/temp-root';
import { makeRoot, SEEDED_ID } from '../support/make-root';
import { startServer, type RunningServer } from '../support/start-server';
import { untilIndexed } from '../support/until-indexed';

// A root of its own: its files change.
let root: TempRoot;
let server: RunningServer;
let routes: readonly string[];

beforeAll(async () => {
  root = await makeRoot();
  server = await startServer(root.path);
  const id = scanFolder(folder()).events[100]?.event_id ?? '';
  const simulation = `/simulations/${SEEDED_ID}`;
  routes = [
    '/simulations',
    simulation,
    `${simulation}/events?limit=5&event_types=DECISION`,
    `${simulation}/events/${id}`,
    `${simulation}/causality/${id}?depth=2`,
    `${simulation}/causality/${id}?links=all&analysis=true`,
    `${simulation}/paths?from=${id}&to=${id}`,
  ];
});

afterAll(async () => {
  await server.stop();
  await root.remove();
});

function folder(): string {
  return path.join(root.path, SEEDED_ID);
}

function ask(route: string, ifNoneMatch?: string, method = 'GET'): Promise<Response> {
  const headers = ifNoneMatch === undefined ? undefined : { 'if-none-match': ifNoneMatch };
  // The HTTP cache of a browser would hide the 304; Node has none.
  return fetch(new URL(route, server.url), {
    method,
    ...(headers === undefined ? {} : { headers }),
  });
}

function tagOf(route: string): Promise<string> {
  return untilIndexed(server.url, route);
}

async function statusesFor(tags: readonly string[]): Promise<readonly number[]> {
  const responses = routes.map((route, at) => ask(route, tags[at]));
  return (await Promise.all(responses)).map((response) => response.status);
}

describe('an answer made from files', () => {
  it('is not sent again while they are unchanged, in every form of its ETag', async () => {
    for (const route of routes) {
      const tag = await tagOf(route);
      for (const shown of [tag, tag.replace('W/', ''), `"other", ${tag}`, '*']) {
        for (const method of ['GET', 'HEAD']) {
          const response = await ask(route, shown, method);
          expect(response.status, `${method} ${route} ${shown}`).toBe(304);
          expect(response.headers.get('etag')).toBe(tag);
          expect(response.headers.get('cache-control')).toBe('private, no-cache');
          expect(response.headers.get('vary')).toContain('Accept-Encoding');
          expect(await response.text()).toBe('');
        }
      }
      expect((await ask(route, 'W/"other"')).status, route).toBe(200);
    }
  });

  it('is another one for each address', async () => {
    const tags = await Promise.all(routes.map(tagOf));
    expect(new Set(tags).size).toBe(routes.length);
    expect((await ask(routes[1] ?? '', tags[0])).status).toBe(200);
  });

  it('is sent again after a line was appended, a part rotated, the simulation renamed', async () => {
    const newest = path.join(folder(), 'events.jsonl');
    const [line] = scanFolder(folder()).findEvents({ limit: 1 }).events;
    const rotate = () => rename(newest, path.join(folder(), 'events_2030-01-01_00-00-00.jsonl'));
    const changes = [
      () => appendFile(newest, `${line?.text.replace(line.event_id, 'appended') ?? ''}\n`),
      rotate,
      () => writeFile(path.join(folder(), 'config.json'), '{"simulation":{"name":"Renamed"}}'),
    ];
    for (const change of changes) {
      const tags = await Promise.all(routes.map(tagOf));
      expect(await statusesFor(tags)).toEqual(routes.map(() => 304));
      await change();
      const [list, ...others] = await statusesFor(tags);
      expect(others).toEqual(routes.slice(1).map(() => 200));
      // A list names no parts: after a rotation it is the same, and sent again only while the index is brought up to date.
      if (change === rotate) expect(await tagOf('/simulations')).toBe(tags[0]);
      else expect(list).toBe(200);
    }
    const list = await (await ask(`/simulations/${SEEDED_ID}`)).text();
    expect(list).toContain('"name":"Renamed"');
    expect(list).toContain('"event_count":12001');
  });
});

describe('an answer without a result', () => {
  it.each([
    ['/simulations/nobody', 404],
    [`/simulations/${SEEDED_ID}/events/nothing`, 404],
    [`/simulations/${SEEDED_ID}/events?limit=0`, 422],
  ])('%s is not kept, and no tag stands for it', async (route, status) => {
    for (const shown of [undefined, '*']) {
      const response = await ask(route, shown);
      expect(response.status).toBe(status);
      expect(response.headers.get('etag')).toBeNull();
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });
});
