import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { buildSimulation } from '../../lib/testing/build-simulation';
import { writeSimulation } from '../../lib/testing/write-simulation';
import { askHttp, type HttpAsker } from '../ask-http';
import { serveMeasured } from '../serve-measured';
import type { Checks } from './checks';
import type { Bounds } from './try-routes';

const totalSchema = z.object({ total: z.int() });

const RUN = 'run';
const EVENTS = `/simulations/${RUN}/events?limit=10`;

/** Faults of the files and clients of a server, after which it must work as before. */
export async function tryFaults(
  folder: string,
  { stopMs }: Pick<Bounds, 'stopMs'>,
  checks: Checks,
): Promise<void> {
  const [root, indexDir] = [path.join(folder, 'output'), path.join(folder, 'index')];
  const run = path.join(root, RUN);
  writeSimulation(root, RUN, buildSimulation({ turns: 60, eventsPerTurn: 500, simulationId: RUN }));
  const server = await serveMeasured(root, indexDir);
  using asker = askHttp(server.url);
  await expectStatus(asker, EVENTS, 200, 'at first', checks);

  await rm(indexDir, { recursive: true, force: true });
  await expectStatus(asker, EVENTS, 200, 'after the index folder was removed', checks);

  await rm(indexDir, { recursive: true, force: true });
  await writeFile(indexDir, 'a file');
  await expectStatus(asker, '/health', 200, 'while a file is where the index folder was', checks);
  const { status, body } = await asker.ask(EVENTS);
  const isSaid = status === 200 || (status === 503 && body.includes('index folder'));
  checks.add(
    'a file where the index folder was',
    isSaid ? undefined : `${String(status)} ${body.toString()}`,
  );
  await rm(indexDir);
  await expectStatus(asker, EVENTS, 200, 'after that file was removed', checks);

  await rename(run, `${run}-elsewhere`);
  await expectStatus(asker, EVENTS, 404, 'while the run is elsewhere', checks);
  await rename(`${run}-elsewhere`, run);
  await expectStatus(asker, EVENTS, 200, 'after the run came back', checks);

  await writeFile(path.join(run, 'events.jsonl'), 'no event any more\n');
  await expectTotal(asker, 0, 'after all events were replaced', checks);
  await rm(run, { recursive: true });
  await mkdir(run);
  await expectStatus(asker, EVENTS, 404, 'after its files were removed', checks);
  writeSimulation(root, RUN, buildSimulation({ turns: 60, eventsPerTurn: 500, simulationId: RUN }));
  await expectTotal(asker, 30_000, 'after they were written anew', checks);

  await tryLeavingClients(server.url, asker, checks, () => server.cpuMs());
  await tryStopping(server.url, stopMs, checks, () => server[Symbol.asyncDispose]());
}

/** How soon the server must be as before. */
const RECOVERY_MS = 10_000;

async function expectStatus(
  asker: HttpAsker,
  route: string,
  expected: number,
  when: string,
  checks: Checks,
): Promise<void> {
  const seen = await untilSeen(async () => (await asker.ask(route)).status, expected);
  checks.add(when, seen === expected ? undefined : `${route} is ${String(seen)}`);
}

async function expectTotal(
  asker: HttpAsker,
  expected: number,
  when: string,
  checks: Checks,
): Promise<void> {
  const total = async (): Promise<unknown> => {
    const { body } = await asker.ask(EVENTS);
    return totalSchema.safeParse(JSON.parse(body.toString())).data?.total;
  };
  const seen = await untilSeen(total, expected);
  checks.add(when, seen === expected ? undefined : `the total is ${String(seen)}`);
}

async function untilSeen(look: () => Promise<unknown>, expected: unknown): Promise<unknown> {
  const endMs = performance.now() + RECOVERY_MS;
  for (;;) {
    const seen = await look();
    if (seen === expected || performance.now() > endMs) return seen;
    await delay(100);
  }
}

/** Clients that ask for much and go: nothing is worked at for them any more. */
async function tryLeavingClients(
  url: string,
  asker: HttpAsker,
  checks: Checks,
  cpuMs: () => number | undefined,
): Promise<void> {
  const dear = [
    ...['/export?format=csv', '/export?format=parquet', '/events?limit=10000&q=grain'],
    ...['/facets?q=price', '/histogram?axis=time&by=agent_id&split=event_type&buckets=2000'],
  ];
  const leaving = Array.from({ length: 50 }, async (_, at) => {
    const route = `/simulations/${RUN}${dear[at % dear.length] ?? ''}`;
    const signal = AbortSignal.timeout(20 + at * 4);
    await fetch(new URL(route, url), { signal })
      .then((answer) => answer.text())
      .catch(() => '');
  });
  await Promise.all(leaving);
  await delay(2000);
  const before = cpuMs() ?? 0;
  await delay(1000);
  const workedMs = (cpuMs() ?? 0) - before;
  const isIdle = workedMs < 500;
  checks.add(
    '2 s after 50 clients have gone',
    isIdle ? undefined : `${String(workedMs)} ms of work a second`,
  );
  await expectStatus(asker, EVENTS, 200, 'after 50 clients have gone', checks);
}

async function tryStopping(
  url: string,
  stopMs: number,
  checks: Checks,
  stop: () => PromiseLike<void>,
): Promise<void> {
  const ending = new AbortController();
  const open = Array.from({ length: 20 }, async (_, at) => {
    const route = at % 2 === 0 ? '/stream' : '/export?format=csv';
    const options = { signal: ending.signal };
    // The body is not read: a client that is slow, or asleep.
    await fetch(new URL(`/simulations/${RUN}${route}`, url), options).catch(() => undefined);
  });
  await Promise.all(open);
  const startMs = performance.now();
  await stop();
  const tookMs = performance.now() - startMs;
  ending.abort();
  checks.add(
    'SIGTERM under streams and exports',
    tookMs > stopMs ? `took ${tookMs.toFixed(0)} ms` : undefined,
  );
}
