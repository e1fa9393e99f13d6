import path from 'node:path';
import { z } from 'zod';
import type { HttpAsker } from '../ask-http';
import type { Checks } from './checks';
import { ODD_ENTRIES, type Expected } from './odd-entries';
import { tryRoute, type AskedServer } from './try-routes';

const listSchema = z.object({
  simulations: z.array(
    z.object({
      id: z.string(),
      event_count: z.int(),
      problem: z.string().optional(),
      index: z.object({ state: z.string() }),
    }),
  ),
});

type Listing = z.infer<typeof listSchema>['simulations'][number];

/** Makes them below `outputRoot`. */
export function makeOddEntries(outputRoot: string): void {
  for (const { id, make } of ODD_ENTRIES) make(path.join(outputRoot, id));
}

/** Compares the list with the expected state of each entry, and requests routes for each entry: all, or a few. */
export async function tryOddEntries(
  asked: AskedServer,
  isBrief: boolean,
  checks: Checks,
): Promise<void> {
  const listed = await listWhenKnown(asked.asker);
  for (const { id, expected } of ODD_ENTRIES) {
    const row = listed.get(id);
    checks.add(`the list, ${id.slice(0, 40)}`, faultOfRow(expected, row));
  }
  for (const entry of ODD_ENTRIES) {
    const routes = isBrief ? FEW_ROUTES : [...FEW_ROUTES, ...OTHER_ROUTES];
    const base = `/simulations/${encodeURIComponent(entry.id)}`;
    for (const route of routes) await tryRoute(asked, base + route, checks);
  }
  await tryRoute(asked, '/simulations', checks);
}

const GIVE_UP_MS = 20_000;

async function listWhenKnown(asker: HttpAsker): Promise<ReadonlyMap<string, Listing>> {
  const endMs = performance.now() + GIVE_UP_MS;
  for (;;) {
    const { body } = await asker.get('/simulations');
    const { simulations } = listSchema.parse(JSON.parse(body.toString()));
    const isKnown = simulations.every(({ index }) => index.state !== 'indexing');
    if (isKnown || performance.now() > endMs)
      return new Map(simulations.map((row) => [row.id, row]));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function faultOfRow(expected: Expected, row: Listing | undefined): string | undefined {
  if (expected === 'absent') return row === undefined ? undefined : 'is listed';
  if (row === undefined) return 'is not listed';
  if (expected === 'problem') return row.problem === undefined ? 'has no problem' : undefined;
  if (row.problem !== undefined) return `has the problem ${JSON.stringify(row.problem)}`;
  if (row.event_count === expected.events) return undefined;
  return `has ${String(row.event_count)} events, not ${String(expected.events)}`;
}

const FEW_ROUTES = ['', '/events?counts=effects', '/state', '/causality/id-2?links=all'];

const OTHER_ROUTES = [
  ...['/events?q=wait&order=desc', '/facets', '/variables', '/variables?variables=v'],
  ...['/histogram?by=agent_id&split=event_type&times=true', '/histogram?axis=time'],
  ...['/marks?find=a', '/marks/nearest?find=a', '/events/id-1', '/events/id-1/position'],
  ...['/causality/id-2?links=all&analysis=true', '/paths?from=id-1&to=id-2&links=all'],
  ...['/export?format=jsonl', '/export?format=csv', '/export?format=parquet'],
];
