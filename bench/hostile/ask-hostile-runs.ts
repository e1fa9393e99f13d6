import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { serveMeasured, type LongestTurn, type MeasuredServer } from '../serve-measured';
import { askHttp, type HttpAsker, type MeasuredAnswer } from '../ask-http';
import { routesOf, writeHostileRuns, type HostileRun } from './hostile-runs';

// Requests every route for runs with hidden costs, one after the other, and prints for each its duration, the size of the
// response, the longest turn of the event loop, and the longest wait for /health in that time.
//   npm run bench:hostile -- [--scale 1] [--run ID] [--path PART_OF_A_ROUTE] [--over MS]

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    run: { type: 'string' },
    path: { type: 'string', default: '' },
    // Only routes with longer turns are printed.
    over: { type: 'string', default: '0' },
  },
});

const summarySchema = z.object({ index: z.object({ state: z.string() }) });

const GIVE_UP_MS = 45_000;

const folder = await mkdtemp(path.join(tmpdir(), 'causeway-hostile-'));
try {
  const root = path.join(folder, 'output');
  const runs = writeHostileRuns(root, Number(values.scale), values.run);
  await using server = await serveMeasured(root, path.join(folder, 'index'));
  using asker = askHttp(server.url);
  using health = askHttp(server.url);
  await report(server, asker, health, '/simulations');
  for (const run of runs) {
    await untilIndexed(asker, run);
    const indexing = await server.longestTurn();
    console.log(`\n${run.id}: indexed, longest turn ${turnText(indexing)}`);
    for (const route of routesOf(run)) {
      if (route.includes(values.path)) await report(server, asker, health, route);
    }
  }
  await report(server, asker, health, '/simulations');
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function report(
  server: MeasuredServer,
  asker: HttpAsker,
  health: HttpAsker,
  route: string,
): Promise<void> {
  await server.longestTurn();
  let worstHealthMs = 0;
  const watching = new AbortController();
  const polls = (async () => {
    while (!watching.signal.aborted) {
      worstHealthMs = Math.max(worstHealthMs, (await health.ask('/health')).ms);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const answer = await withTimeout(asker.measure(route));
  watching.abort();
  await polls;
  const turn = await server.longestTurn();
  if (Math.min(turn.wallMs, turn.workMs) < Number(values.over)) return;
  const mb = (server.peakRssBytes() / 1e6).toFixed(0);
  console.log(
    [
      answer.padEnd(30),
      `turn ${turnText(turn)}`,
      `health ${worstHealthMs.toFixed(0)} ms`,
      `peak ${mb} MB`,
      route.slice(0, 160),
    ].join('  '),
  );
}

async function withTimeout(asked: Promise<MeasuredAnswer>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), GIVE_UP_MS);
  });
  const measured = await Promise.race([asked, late]);
  clearTimeout(timer);
  if (measured === undefined) return 'NO ANSWER';
  const { status, bytes, ms } = measured;
  return `${String(status)} ${(bytes / 1e6).toFixed(2)} MB ${ms.toFixed(0)} ms`;
}

function turnText({ wallMs, workMs }: LongestTurn): string {
  return `${wallMs.toFixed(0)}/${workMs.toFixed(0)} ms`.padStart(12);
}

async function untilIndexed(asker: HttpAsker, { id }: HostileRun): Promise<void> {
  for (;;) {
    const { body } = await asker.get(`/simulations/${id}`);
    const { index } = summarySchema.parse(JSON.parse(body.toString()));
    if (index.state !== 'indexing') return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
