import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PLANTED_WORLDS } from '../../lib/testing/planted/planted-questions';
import { PLANT_KINDS } from '../../lib/testing/planted/plant-kinds';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { askPlanted, OURS } from './ask-planted';
import { explainInMemory } from './explain-in-memory';
import { openServiceExplainer } from './explain-by-service';
import { MAX_ANSWERS } from './score';
import { storedQuestions } from './stored-questions';
import { formatTables } from './tables';

const KINDS = PLANT_KINDS.filter(({ name }) => name === 'timeout');
const WORLDS = PLANTED_WORLDS.filter(({ name }) => name === 'bank');

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('an explanation', () => {
  it('in memory is that of the service over files', async () => {
    const { path: root } = await makeTempRoot(onTestFinished);
    const asked = await collect(
      storedQuestions({ root, worlds: WORLDS, seeds: [2], kinds: KINDS }),
    );
    const service = await openServiceExplainer(
      path.join(root, 'planted'),
      path.join(root, 'index'),
    );
    onTestFinished(() => service[Symbol.asyncDispose]());
    for (const { question, events } of asked) {
      const { simulationId, eventId } = question;
      const inMemory = await explainInMemory(events, eventId, { limit: MAX_ANSWERS });
      const served = await service.explain(simulationId, eventId, MAX_ANSWERS);
      expect(served.map((each) => each.events)).toEqual(inMemory.map((each) => each.events));
      expect(served.map(({ event }) => event.event_id)).toEqual(
        inMemory.map(({ event }) => event.event_id),
      );
    }
    expect(asked).toHaveLength(2);
  });
});

describe('questions that are stored', () => {
  it('are asked again without playing their runs, with the same ranks', async () => {
    const { path: root } = await makeTempRoot(onTestFinished);
    const options = {
      root,
      worlds: ['bank'],
      seeds: [2],
      kinds: KINDS,
      ablation: false,
      hints: true,
    };
    const ranksOf = async () =>
      (await askPlanted(options)).map(({ question, ranks }) => [question, [...ranks]]);
    const first = await ranksOf();
    expect(first).toHaveLength(2);
    expect(await ranksOf()).toEqual(first);
  });
});

describe('the tables', () => {
  it('have a row for each way to explain, and a column for each world and kind', async () => {
    const { path: root } = await makeTempRoot(onTestFinished);
    const options = {
      root,
      worlds: ['bank'],
      seeds: [2],
      kinds: KINDS,
      ablation: false,
      hints: false,
    };
    const text = formatTables(await askPlanted(options));
    expect(text).toContain(OURS);
    expect(text).toContain('nearest failure, rejections linked');
    expect(text).toMatch(/bank \(\d+\) +timeout \(2\) +single \(1\) +repeated \(1\)/);
  });
});
