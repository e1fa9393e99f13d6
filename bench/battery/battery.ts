import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { askHttp } from '../ask-http';
import { routesOf, writeHostileRuns } from '../hostile/hostile-runs';
import { serveMeasured } from '../serve-measured';
import { createChecks, type Checks } from './checks';
import { makeOddEntries, tryOddEntries } from './try-entries';
import { tryFaults } from './try-faults';
import { tryOddRequests } from './try-requests';
import { tryRoute, type AskedServer, type Bounds } from './try-routes';

/** The trials of the server: odd files, odd requests, expensive runs, and faults of its files and clients. */
export const BATTERY_PARTS = ['entries', 'requests', 'runs', 'faults'] as const;
export type BatteryPart = (typeof BATTERY_PARTS)[number];

export interface BatteryOptions {
  /** The size of the runs; 1 is the size that the server promises to handle, and takes 2 GB of disk. */
  readonly scale: number;
  /** Whether a few routes, instead of all, are requested for each odd entry. */
  readonly isBrief: boolean;
  readonly bounds: Bounds;
}

/** Tries the built app, in a process of its own, with one part; bounded in time and size by its options. */
export async function runBattery(part: BatteryPart, options: BatteryOptions): Promise<Checks> {
  const checks = createChecks();
  await using temp = await makeTempRoot();
  if (part === 'faults') await tryFaults(temp.path, options.bounds, checks);
  else await withServer(temp.path, part, options, checks);
  return checks;
}

/** An entry that is a small run like any other. */
const PLAIN_RUN = 'a b';

async function withServer(
  folder: string,
  part: Exclude<BatteryPart, 'faults'>,
  { scale, isBrief, bounds }: BatteryOptions,
  checks: Checks,
): Promise<void> {
  const root = path.join(folder, 'output');
  await mkdir(root);
  const runs = part === 'runs' ? writeHostileRuns(root, scale) : [];
  if (part !== 'runs') makeOddEntries(root);
  await using server = await serveMeasured(root, path.join(folder, 'index'));
  using asker = askHttp(server.url);
  using health = askHttp(server.url);
  const asked: AskedServer = { server, asker, health, bounds, secrets: [folder] };
  switch (part) {
    case 'entries':
      await tryOddEntries(asked, isBrief, checks);
      return;
    case 'requests':
      await tryOddRequests(server.url, PLAIN_RUN, asked, checks);
      return;
    case 'runs':
      for (const run of runs) {
        for (const route of routesOf(run)) await tryRoute(asked, route, checks);
      }
  }
}
