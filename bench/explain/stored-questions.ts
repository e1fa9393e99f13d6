import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { StoredEvent } from '../../lib/events/read-event';
import {
  plantedQuestions,
  type PlantedQuestion,
} from '../../lib/testing/planted/planted-questions';
import type { PlantKind } from '../../lib/testing/planted/plant';
import type { PlantedWorld } from '../../lib/testing/planted/planted-world';
import { readEvents } from '../../lib/testing/run-simulation';

const questionsSchema: z.ZodType<readonly PlantedQuestion[]> = z.array(
  z.object({
    id: z.string(),
    world: z.string(),
    kind: z.string(),
    repeated: z.boolean(),
    seed: z.int(),
    simulationId: z.string(),
    twinId: z.string(),
    eventId: z.string(),
    turn: z.int(),
    distance: z.int(),
    plantedTurns: z.array(z.int()),
    truth: z.array(z.string()),
  }),
);

/**
 * Planted questions with the events of their runs. Worlds and seeds whose questions are under `root` already, from an earlier
 * call, are not played again.
 */
export async function* storedQuestions(options: {
  readonly root: string;
  readonly worlds: readonly PlantedWorld[];
  readonly seeds: readonly number[];
  readonly kinds: readonly PlantKind[];
}): AsyncGenerator<
  { readonly question: PlantedQuestion; readonly events: readonly StoredEvent[] },
  void,
  undefined
> {
  const { root, worlds, seeds, kinds } = options;
  const sorts = kinds.map(({ name }) => name).join('-');
  await mkdir(path.join(root, 'questions'), { recursive: true });
  for (const world of worlds) {
    for (const seed of seeds) {
      const file = path.join(root, 'questions', `${world.name}-${String(seed)}-${sorts}.json`);
      const stored = await readQuestions(file);
      if (stored !== undefined) {
        for (const question of stored) {
          const folder = path.join(root, 'planted', question.simulationId);
          yield { question, events: await readEvents(folder) };
        }
        continue;
      }
      const asked: PlantedQuestion[] = [];
      for await (const each of plantedQuestions({ root, worlds: [world], seeds: [seed], kinds })) {
        asked.push(each.question);
        yield each;
      }
      await writeFile(file, JSON.stringify(asked, null, 2));
    }
  }
}

async function readQuestions(file: string): Promise<readonly PlantedQuestion[] | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  return questionsSchema.parse(JSON.parse(text));
}
