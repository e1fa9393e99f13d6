import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventOutcome } from '../../events/event-outcome';
import type { StoredEvent } from '../../events/read-event';
import { makeTempRoot } from '../temp-root';
import type { PlantKind } from './plant';
import { PLANT_KINDS } from './plant-kinds';
import {
  findUpstream,
  PLANTED_WORLDS,
  plantedQuestions,
  type AskedQuestion,
} from './planted-questions';
import { findDifferences, readRunValues } from './run-values';
import { SECOND_PLANT_KINDS } from './second-plant-kinds';

type Events = readonly StoredEvent[];

/** Kinds whose plants look different by world. All kinds are planted in the first world. */
const BY_WORLD = ['unit', 'default', 'quiet-shock', 'strict-rule'];

function kindsFor(world: string): readonly PlantKind[] {
  if (world === PLANTED_WORLDS[0]?.name) return SECOND_PLANT_KINDS;
  return SECOND_PLANT_KINDS.filter(({ name }) => BY_WORLD.includes(name));
}

async function ask(world: string, seed: number): Promise<readonly AskedQuestion[]> {
  await using root = await makeTempRoot();
  const worlds = PLANTED_WORLDS.filter(({ name }) => name === world);
  const asked: AskedQuestion[] = [];
  const options = { root: root.path, worlds, seeds: [seed], kinds: kindsFor(world) };
  for await (const each of plantedQuestions(options)) asked.push(each);
  return asked;
}

const isFailed = (event: StoredEvent): boolean => eventOutcome(event) === 'failed';
const detailOf = (name: string, events: Events): readonly unknown[] =>
  events.flatMap(({ details }) => (details?.[name] === undefined ? [] : [details[name]]));

/** The names of the variables that decisions saw otherwise than they were. */
function misread(planted: Events, events: Events): readonly string[] {
  const values = readRunValues(events);
  return planted
    .filter(({ event_type }) => event_type === 'DECISION')
    .flatMap(({ agent_id, turn_number, details }) =>
      Object.entries(Object(details?.['observed']))
        .filter(([name, seen]) => {
          const real = [`${agent_id ?? ''}.${name}`, name]
            .map((each) => values.valueAt(each, turn_number - 1))
            .find((each) => each !== undefined);
          return real !== seen;
        })
        .map(([name]) => name),
    );
}

/** How the planted events of a kind show. */
const SIGNS: readonly [string, (planted: Events, one: AskedQuestion) => boolean][] = [
  [
    'hallucination',
    (planted) =>
      !detailOf('fallback', planted).includes(true) &&
      planted.some(({ event_type }) => event_type === 'DECISION'),
  ],
  ['unit', (planted, { events }) => new Set(misread(planted, events)).size === 1],
  ['stale', (planted, { events }) => misread(planted, events).length > 0],
  [
    'default',
    (planted) => planted.some(isFailed) && detailOf('fallback_differs', planted).includes(true),
  ],
  [
    'excursion',
    (planted, { events, question }) => {
      const [to] = detailOf('new_value', planted).slice(-1);
      const last = question.plantedTurns.at(-1) ?? 0;
      const later = events.filter(
        ({ event_type, agent_id, turn_number }) =>
          event_type === 'DECISION' &&
          agent_id === planted[0]?.agent_id &&
          turn_number > last + 1 &&
          turn_number <= last + 4,
      );
      return detailOf('new_value', later).some((each) => each !== to);
    },
  ],
  ['nudge', (planted) => planted.some(({ event_type }) => event_type === 'DECISION')],
  ['quiet-shock', (planted) => planted.length > 0 && detailOf('magnitude', planted).length === 0],
  ['strict-rule', (planted) => planted.some(isFailed)],
  [
    'pair',
    (planted) =>
      new Set(planted.map(({ agent_id }) => agent_id)).size === 2 && !planted.some(isFailed),
  ],
];

describe('the second kinds of plants', () => {
  it('have names of their own', () => {
    const names = [...PLANT_KINDS, ...SECOND_PLANT_KINDS].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('give the same runs and questions every time, byte for byte', async () => {
    const write = async (): Promise<unknown> => {
      const { path: root } = await makeTempRoot(onTestFinished);
      const kinds = SECOND_PLANT_KINDS.filter(({ name }) => name === 'pair');
      const worlds = PLANTED_WORLDS.slice(0, 1);
      const written: unknown[] = [];
      for await (const { question } of plantedQuestions({ root, worlds, seeds: [5], kinds })) {
        const folder = path.join(root, 'planted', question.simulationId);
        written.push(question, await readFile(path.join(folder, 'events.jsonl'), 'utf8'));
      }
      return written;
    };
    const first = await write();
    expect(first).not.toEqual([]);
    expect(await write()).toEqual(first);
  });
});

describe.each(PLANTED_WORLDS)('the second kinds of plants in the world $name', ({ name }) => {
  let asked: readonly AskedQuestion[] = [];
  beforeAll(async () => {
    asked = await ask(name, 3);
  });

  it('give questions of nearly every kind', () => {
    // A stale observation in a calm world may change nothing.
    const wanted = kindsFor(name)
      .map((kind) => kind.name)
      .filter((kind) => kind !== 'stale');
    expect(asked.map(({ question }) => question.kind)).toEqual(expect.arrayContaining(wanted));
  });

  it('leave the run as its twin up to the plant', () => {
    for (const { question, events, twinEvents } of asked) {
      const before = (each: Events): Events =>
        each
          .filter(({ turn_number }) => turn_number < (question.plantedTurns[0] ?? 0))
          .map((event) => ({ ...event, simulation_id: '' }));
      expect(before(events)).toEqual(before(twinEvents));
      expect(before(events).length).toBeGreaterThan(500);
    }
  });

  it('have planted events of every planted turn upstream of a number that differs from the twin’s', () => {
    for (const { question, events, twinEvents } of asked) {
      const upstream = findUpstream(events, question.eventId);
      const planted = events.filter(({ event_id }) => question.truth.includes(event_id));
      expect(planted).toHaveLength(question.truth.length);
      expect(planted.every(({ event_id }) => upstream.has(event_id))).toBe(true);
      expect(new Set(planted.map(({ turn_number }) => turn_number))).toEqual(
        new Set(question.plantedTurns),
      );
      const [run, twin] = [readRunValues(events), readRunValues(twinEvents)];
      const differing = findDifferences(run, twin, question.turn);
      expect(differing.map(({ eventId }) => eventId)).toContain(question.eventId);
    }
  });

  it.each(SIGNS.filter(([kind]) => kindsFor(name).some((each) => each.name === kind)))(
    'plant a %s as described',
    (kind, isShown) => {
      for (const one of asked.filter(({ question }) => question.kind === kind)) {
        const planted = one.events.filter(({ event_id }) => one.question.truth.includes(event_id));
        expect(isShown(planted, one), one.question.id).toBe(true);
      }
    },
  );
});
