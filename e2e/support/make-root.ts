import { cp, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSimulation } from '../../lib/testing/build-simulation';
import { HOSTILE_LINES } from '../../lib/testing/hostile-lines';
import { makeTempRoot, type TempRoot } from '../../lib/testing/temp-root';
import { writeSimulation } from '../../lib/testing/write-simulation';

const LLM_SIM = fileURLToPath(new URL('../fixtures/llm-sim', import.meta.url));

export const LLM_SIM_IDS = [
  'rotated-sync',
  'Sample_Economy_3agents_20261122_063955_01',
  'Sample_Economy_3agents_20261122_063955_02',
] as const;

/** A made-up run of 12,000 events in several parts. */
export const SEEDED_ID = 'seeded';

/** Seconds since 1970. */
const WRITTEN_S = 1_790_000_000;

/** A run whose lines are all odd ones. */
export const HOSTILE_ID = 'hostile';

/** An output root with real input, a made-up run and hostile input. */
export async function makeRoot(): Promise<TempRoot> {
  const root = await makeTempRoot();
  await cp(LLM_SIM, root.path, { recursive: true });
  const run = { seed: 7, turns: 40, eventsPerTurn: 300, simulationId: SEEDED_ID };
  writeSimulation(root.path, SEEDED_ID, buildSimulation(run), {
    maxFileBytes: 2_000_000,
    config: { simulation: { name: 'Seeded run' } },
  });
  await mkdir(path.join(root.path, HOSTILE_ID));
  await writeFile(
    path.join(root.path, HOSTILE_ID, 'events.jsonl'),
    Buffer.concat(HOSTILE_LINES.flatMap((line) => [line.bytes, Buffer.from('\n')])),
  );
  for (const id of [...LLM_SIM_IDS, HOSTILE_ID]) await makeOld(path.join(root.path, id));
  return root;
}

/** Files written long ago, so that the status of a run does not change during tests. */
export async function makeOld(folder: string): Promise<void> {
  const files = await readdir(folder, { withFileTypes: true });
  for (const file of files) {
    if (file.isFile()) await utimes(path.join(folder, file.name), WRITTEN_S, WRITTEN_S);
  }
}
