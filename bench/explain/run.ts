import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { PlantKind } from '../../lib/testing/planted/plant';
import {
  PLANTED_WORLDS,
  REPORTING_SEEDS,
  TUNING_SEEDS,
} from '../../lib/testing/planted/planted-questions';
import { PLANT_KINDS } from '../../lib/testing/planted/plant-kinds';
import { SECOND_PLANT_KINDS } from '../../lib/testing/planted/second-plant-kinds';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { median } from '../measure';
import { askPlanted, OURS } from './ask-planted';
import { formatAblation, formatTables } from './tables';

// Asks explanations about planted causes, in memory:
//   npm run bench:explain -- [--seeds tuning|reporting|1,2,3] [--world market,bank] [--set first|second]
//     [--plants FILE] [--kind policy,shock] [--root DIR] [--ablation] [--no-hints] [--misses]

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: 'tuning' },
    world: { type: 'string', default: 'market,bank' },
    // The shipped kinds of plants. The second set is by another mind, and not for tuning.
    set: { type: 'string', default: 'first' },
    // A file whose default export is a list of kinds of plants (`PlantKind`), instead of the shipped ones.
    plants: { type: 'string' },
    // Default: all kinds of the set or file.
    kind: { type: 'string' },
    // Keeps the runs, and uses them again: delete the folder when a world or a plant has changed.
    root: { type: 'string' },
    ablation: { type: 'boolean', default: false },
    // Reads runs as if they told neither observations nor plans, magnitudes or differences of fallbacks.
    'no-hints': { type: 'boolean', default: false },
    // Lists the questions whose cause is not first.
    misses: { type: 'boolean', default: false },
  },
});

const worlds = values.world.split(',');
const unknown = worlds.filter((world) => !PLANTED_WORLDS.some(({ name }) => name === world));
if (unknown.length > 0) throw new RangeError(`--world: there is no ${unknown.join(', ')}`);

const wantedKinds = values.kind?.split(',');
const known = values.plants === undefined ? readSet(values.set) : await importKinds(values.plants);
const kinds = known.filter(({ name }) => wantedKinds?.includes(name) ?? true);
if (kinds.length === 0) throw new RangeError(`--kind ${String(values.kind)}`);

await using temp = await makeTempRoot();
const asked = await askPlanted({
  root: values.root ?? temp.path,
  worlds,
  seeds: readSeeds(values.seeds),
  kinds,
  ablation: values.ablation,
  hints: !values['no-hints'],
});
console.log(formatTables(asked));
if (values.ablation) console.log(`\n${formatAblation(asked)}`);
console.log(`\n${median(asked.map(({ ms }) => ms)).toFixed(1)} ms a question (median)`);
if (values.misses) {
  for (const { question, ranks } of asked) {
    const rank = ranks.get(OURS);
    if (rank === 1) continue;
    const { id, eventId, turn, plantedTurns } = question;
    console.log(
      `${id}: rank ${String(rank ?? 'none')}, event ${eventId} in turn ${String(turn)}, planted in ${plantedTurns.join(', ')}`,
    );
  }
}

async function importKinds(file: string): Promise<readonly PlantKind[]> {
  const kindSchema = z.custom<PlantKind>(
    (value) => z.object({ name: z.string(), plant: z.function() }).safeParse(value).success,
  );
  const moduleSchema = z.object({ default: z.array(kindSchema) });
  return moduleSchema.parse(await import(pathToFileURL(path.resolve(file)).href)).default;
}

function readSet(text: string): readonly PlantKind[] {
  if (text === 'first') return PLANT_KINDS;
  if (text === 'second') return SECOND_PLANT_KINDS;
  throw new RangeError(`--set ${text}: expected first or second`);
}

function readSeeds(text: string): readonly number[] {
  if (text === 'tuning') return TUNING_SEEDS;
  if (text === 'reporting') return REPORTING_SEEDS;
  const seeds = text.split(',').map(Number);
  if (!seeds.every((seed) => Number.isSafeInteger(seed)))
    throw new RangeError(`--seeds ${text}: expected tuning, reporting, or whole numbers`);
  return seeds;
}
