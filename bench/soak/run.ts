import { parseArgs } from 'node:util';
import { buildSimulation } from '../../lib/testing/build-simulation';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { writeSimulation } from '../../lib/testing/write-simulation';
import { askHttp } from '../ask-http';
import { measureColdStart } from '../cold';
import { countEvents } from '../live/count-events';
import { writePaced } from '../live/write-paced';
import { findLoadMaterial } from '../load/load-material';
import { runLoad, type LoadFigures } from '../load/run-load';
import { simulationPath } from '../requests';
import { serveMeasured, type MeasuredServer } from '../serve-measured';
import { nameBytes } from '../size';
import { slopeOf } from './slope';

// npm run soak -- [--minutes 10] [--clients 200]
// A run is written while clients ask about it and about a finished one, dear requests among theirs, and others follow it. Every
// 30 s: answers, errors, p99, memory, descriptors. Ends with 1 when there were errors, when a follower missed an event, or when
// memory or descriptors grew all the time.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    clients: { type: 'string', default: '200' },
  },
});
const [minutes, clients] = [Number(values.minutes), Number(values.clients)];
if (!(minutes >= 1)) throw new RangeError(`--minutes ${values.minutes}: expected 1 or more`);
if (!Number.isSafeInteger(clients) || clients < 1) {
  throw new RangeError(`--clients ${values.clients}: expected a whole number from 1`);
}

const SLICE_SECONDS = 30;
const EVENTS_PER_SECOND = 500;
/** Small, so that parts are rotated away all the time. */
const MAX_FILE_BYTES = 20_000_000;
const FOLLOWERS = 20;
const FINISHED = 'finished';
const LIVE = 'live';

/** Growth a minute, of the second half: until then caches fill. */
const MAX_BYTES_A_MINUTE = 10_000_000;
const MAX_DESCRIPTORS_A_MINUTE = 2;

interface Sample {
  readonly minute: number;
  readonly load: LoadFigures;
  readonly rssBytes: number;
  readonly descriptors: number;
}

await using root = await makeTempRoot();
await using index = await makeTempRoot();
writeSimulation(root.path, FINISHED, buildSimulation({ turns: 200, eventsPerTurn: 500 }));
const pace = {
  outputDir: root.path,
  simulationId: LIVE,
  maxFileBytes: MAX_FILE_BYTES,
  eventsPerSecond: EVENTS_PER_SECOND,
};
await writePaced({ ...pace, seconds: 2, seed: 1 });

// By a server of its own: the one that is watched begins with its indexes made.
await measureColdStart(root.path, index.path, FINISHED);
await using server = await serveMeasured(root.path, index.path);
using asker = askHttp(server.url);
const url = `${server.url}${simulationPath(LIVE)}/stream`;
const followers = await Promise.all(
  Array.from({ length: FOLLOWERS }, (_, at) =>
    countEvents(at % 2 === 0 ? 'sse' : 'websocket', url, false),
  ),
);
const material = await Promise.all([FINISHED, LIVE].map((id) => findLoadMaterial(asker, id)));

console.log('minute  answers/s  errors  refused  p99 ms  by id p99 ms  memory  descriptors');
const samples: Sample[] = [];
const writing = writePaced({ ...pace, seconds: Math.ceil(minutes * 60), seed: 2 });
for (let slice = 0; slice * SLICE_SECONDS < minutes * 60; slice++) {
  const load = await runLoad({
    url: server.url,
    material,
    clients,
    seconds: SLICE_SECONDS,
    seed: slice + 1,
    dear: true,
  });
  samples.push(takeSample(server, load, ((slice + 1) * SLICE_SECONDS) / 60));
}
const written = await writing;
const missing = await missedBy(followers, written);
for (const follower of followers) follower.hangUp();

const later = samples.slice(Math.floor(samples.length / 2));
const growth = (valueOf: (sample: Sample) => number): number =>
  slopeOf(later.map((sample) => ({ at: sample.minute, value: valueOf(sample) })));
const [bytesAMinute, descriptorsAMinute] = [
  growth(({ rssBytes }) => rssBytes),
  growth(({ descriptors }) => descriptors),
];
const errors = samples.reduce((sum, { load }) => sum + load.all.errors + load.all.refused, 0);
console.log(
  `\n${String(errors)} errors and refusals; ${String(missing)} of ${String(written * FOLLOWERS)} events not delivered; ` +
    `memory ${nameBytes(Math.abs(bytesAMinute))} ${bytesAMinute < 0 ? 'less' : 'more'} a minute, ` +
    `descriptors ${descriptorsAMinute.toFixed(1)} a minute, both of the second half`,
);
const isSound =
  errors === 0 &&
  missing === 0 &&
  bytesAMinute <= MAX_BYTES_A_MINUTE &&
  descriptorsAMinute <= MAX_DESCRIPTORS_A_MINUTE;
process.exitCode = isSound ? 0 : 1;

function takeSample(measured: MeasuredServer, load: LoadFigures, minute: number): Sample {
  const sample = { minute, load, ...measured.usage() };
  const { all, kinds, answersPerSecond } = load;
  const cells = [
    ...[minute.toFixed(1), answersPerSecond.toFixed(0), all.errors, all.refused],
    ...[all.p99Ms.toFixed(0), kinds['event by id']?.p99Ms.toFixed(0) ?? ''],
    ...[nameBytes(sample.rssBytes), sample.descriptors],
  ];
  console.log(cells.map((cell) => String(cell).padStart(8)).join('  '));
  if (all.trouble !== undefined) console.log(`        the first: ${all.trouble}`);
  return sample;
}

/** How many events the followers were not sent, in sum, when half a minute has gone by. */
async function missedBy(
  followers: readonly { readonly events: number }[],
  written: number,
): Promise<number> {
  const endMs = performance.now() + 30_000;
  for (;;) {
    const missing = followers.reduce((sum, { events }) => sum + written - events, 0);
    if (missing <= 0 || performance.now() > endMs) return missing;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
