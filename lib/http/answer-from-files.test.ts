import { appendFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEventService } from '../service/event-service';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import { buildSimulation } from '../testing/build-simulation';
import { makeTempRoot } from '../testing/temp-root';
import { writeSimulation } from '../testing/write-simulation';
import { answerFromFiles, type Answerer } from './answer-from-files';
import { PATIENT } from '../testing/set-up-store';

const URL_OF_EVENTS = 'http://127.0.0.1:8000/simulations/sim/events?limit=2';

async function setUp(): Promise<Answerer & { newest: string }> {
  const outputRoot = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const store = await openDuckDbStore({ outputRoot, indexDir, ...PATIENT });
  onTestFinished(() => store.close());
  const events = buildSimulation({ simulationId: 'sim', turns: 1, eventsPerTurn: 5 });
  writeSimulation(outputRoot, 'sim', events);
  return {
    revision: 'build 1',
    service: createEventService({ outputRoot, store }),
    newest: path.join(outputRoot, 'sim', 'events.jsonl'),
  };
}

function ask(ifNoneMatch?: string | null, url = URL_OF_EVENTS): Request {
  return new Request(url, {
    headers:
      ifNoneMatch === undefined || ifNoneMatch === null ? {} : { 'if-none-match': ifNoneMatch },
  });
}

const text = '{"events":[]}';

describe('an answer made from files', () => {
  it('may be cached, and must be revalidated with its ETag', async () => {
    const server = await setUp();
    const response = await answerFromFiles(ask(), server, 'sim', async () => text);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('etag')).toMatch(/^W\/"/);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('is not made again for a request with its ETag, until a file changes', async () => {
    const server = await setUp();
    const tag = (await answerFromFiles(ask(), server, 'sim', async () => text)).headers.get('etag');
    const make = vi.fn(async () => text);
    const same = await answerFromFiles(ask(tag), server, 'sim', make);
    expect(same.status).toBe(304);
    expect(same.headers.get('etag')).toBe(tag);
    expect(await same.text()).toBe('');
    expect(make).not.toHaveBeenCalled();

    await appendFile(server.newest, '{"half a line');
    const other = await answerFromFiles(ask(tag), server, 'sim', make);
    expect(other.status).toBe(200);
    expect(other.headers.get('etag')).not.toBe(tag);
    expect(make).toHaveBeenCalledOnce();
  });

  it('has another tag under another address and from another build', async () => {
    const server = await setUp();
    const tagOf = async (asker: Answerer, url?: string) =>
      (await answerFromFiles(ask(null, url), asker, 'sim', async () => text)).headers.get('etag');
    const tags = await Promise.all([
      tagOf(server),
      tagOf(server, URL_OF_EVENTS.replace('=2', '=3')),
      tagOf(server, URL_OF_EVENTS.replace('events', 'facets')),
      tagOf({ ...server, revision: 'build 2' }),
    ]);
    expect(new Set(tags).size).toBe(4);
    expect(await tagOf(server)).toBe(tags[0]);
  });

  it('carries no tag while it is not final', async () => {
    const server = await setUp();
    const make = async () => ({ text, isFinal: false });
    const response = await answerFromFiles(ask(), server, 'sim', make);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('carries no tag when a file changed while it was made', async () => {
    const server = await setUp();
    const response = await answerFromFiles(ask(), server, 'sim', async () => {
      await appendFile(server.newest, '{}\n');
      return text;
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is not sent to a request that wants none, but only if it exists', async () => {
    const server = await setUp();
    const none = await answerFromFiles(ask('*'), server, 'sim', async () => text);
    expect(none.status).toBe(304);
    const missing = answerFromFiles(ask('*'), server, 'sim', () => Promise.reject(new Error('no')));
    await expect(missing).rejects.toThrow('no');
  });

  it('fails as its service does when the simulation is gone', async () => {
    const server = await setUp();
    await rm(path.dirname(server.newest), { recursive: true });
    const answer = answerFromFiles(ask(), server, 'sim', async () => text);
    await expect(answer).rejects.toMatchObject({ code: 'simulation_not_found' });
  });
});
