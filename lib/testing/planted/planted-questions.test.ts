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
  REPORTING_SEEDS,
  TUNING_SEEDS,
  type AskedQuestion,
} from './planted-questions';
import { findDifferences, readRunValues } from './run-values';

async function ask(
  worlds: readonly string[],
  seeds: readonly number[],
  kinds?: readonly PlantKind[],
): Promise<readonly AskedQuestion[]> {
  await using root = await makeTempRoot();
  const asked: AskedQuestion[] = [];
  const options = {
    root: root.path,
    worlds: PLANTED_WORLDS.filter(({ name }) => worlds.includes(name)),
    seeds,
    ...(kinds && { kinds }),
  };
  for await (const each of plantedQuestions(options)) asked.push(each);
  return asked;
}

const isDecision = ({ event_type }: StoredEvent): boolean => event_type === 'DECISION';

describe('the seeds', () => {
  it('to tune by and to report by are others', () => {
    expect(TUNING_SEEDS.filter((seed) => REPORTING_SEEDS.includes(seed))).toEqual([]);
  });
});

describe.each(PLANTED_WORLDS)('planted questions of the world $name', (world) => {
  let asked: readonly AskedQuestion[] = [];
  beforeAll(async () => {
    asked = await ask([world.name], [3]);
  });

  it('ask about every kind of plant, single and repeated', () => {
    const wanted = PLANT_KINDS.flatMap(({ name }) => [`${name} false`, `${name} true`]);
    expect(asked.map(({ question }) => `${question.kind} ${String(question.repeated)}`)).toEqual(
      wanted,
    );
    for (const { question } of asked) {
      const { plantedTurns, repeated, distance, turn } = question;
      expect(plantedTurns.length > 1).toBe(repeated);
      expect(turn - (plantedTurns.at(-1) ?? 0)).toBeGreaterThanOrEqual(2);
      expect(distance).toBeLessThanOrEqual(25);
    }
  });

  it('are about runs of 1,500 to 5,000 events, with a twin that is the same up to the plant', () => {
    for (const { question, events, twinEvents } of asked) {
      expect(events.length).toBeGreaterThan(1500);
      expect(events.length).toBeLessThan(5000);
      const before = (each: readonly StoredEvent[]): readonly StoredEvent[] =>
        each
          .filter(({ turn_number }) => turn_number < (question.plantedTurns[0] ?? 0))
          .map((event) => ({ ...event, simulation_id: '' }));
      expect(before(events)).toEqual(before(twinEvents));
      expect(before(events).length).toBeGreaterThan(500);
    }
  });

  it('have planted events as answers, all upstream of the event by declared links', () => {
    for (const { question, events } of asked) {
      const upstream = findUpstream(events, question.eventId);
      const planted = events.filter(({ event_id }) => question.truth.includes(event_id));
      expect(planted.length).toBe(question.truth.length);
      expect(planted.length).toBeGreaterThan(0);
      for (const { event_id, turn_number, event_type } of planted) {
        expect(upstream.has(event_id)).toBe(true);
        expect(question.plantedTurns).toContain(turn_number);
        expect(event_type).not.toBe('DETAIL');
      }
    }
  });

  it('ask about a number that differs from the twin’s by a tenth or more', () => {
    for (const { question, events, twinEvents } of asked) {
      const differing = findDifferences(
        readRunValues(events),
        readRunValues(twinEvents),
        question.turn,
      );
      expect(differing.map(({ eventId }) => eventId)).toContain(question.eventId);
    }
  });

  it('have the same decoys in the twin', () => {
    const [first] = asked;
    const runs = [first?.twinEvents ?? [], ...asked.map(({ events }) => events)];
    for (const events of runs) {
      const some = (test: (event: StoredEvent) => boolean): number => events.filter(test).length;
      // Retries that are answered, give-ups without effect, background rejections, seasons, mild shocks.
      const retries = some(
        ({ details }) => details?.['status'] === 'ok' && Number(details['retry_count']) > 0,
      );
      expect(retries).toBeGreaterThan(0);
      expect(some(({ details }) => details?.['fallback_differs'] === false)).toBeGreaterThan(0);
      const rejected = some(
        ({ details }) =>
          details?.['error_type'] === 'action_rejected' && details['action_type'] === 'aside',
      );
      expect(rejected).toBeGreaterThan(2);
      const shocks = some(({ details }) => {
        const { variable_name, old_value, new_value } = details ?? {};
        const isJump = Math.abs(Math.log(Number(new_value) / Number(old_value))) > 0.06;
        return variable_name === world.shockTarget.name && isJump;
      });
      expect(shocks).toBeGreaterThan(0);
      expect(
        some(({ description }) => /(spring|summer|autumn) begins/.test(description ?? '')),
      ).toBe(3);
    }
  });
});

describe('planted questions', () => {
  it('are the same every time, byte for byte', async () => {
    const kinds = PLANT_KINDS.slice(0, 2);
    const write = async (): Promise<unknown> => {
      const { path: root } = await makeTempRoot(onTestFinished);
      const worlds = PLANTED_WORLDS.slice(0, 1);
      const written: unknown[] = [];
      for await (const { question } of plantedQuestions({ root, worlds, seeds: [5], kinds })) {
        const folder = path.join(root, 'planted', question.simulationId);
        written.push(question, await readFile(path.join(folder, 'events.jsonl'), 'utf8'));
      }
      return written;
    };
    expect(await write()).toEqual(await write());
  });

  it.each([
    [
      'timeout',
      (events: readonly StoredEvent[]) =>
        events.some(({ details }) => details?.['fallback_differs'] === true) &&
        events.some((event) => eventOutcome(event) === 'failed'),
    ],
    [
      'policy',
      (events: readonly StoredEvent[]) =>
        events.some(({ details }) => details?.['decision_type'] === 'change_tax'),
    ],
    [
      'shock',
      (events: readonly StoredEvent[]) =>
        events.some(({ details }) => Number(details?.['magnitude']) > 0.7),
    ],
    [
      'rejection',
      (events: readonly StoredEvent[]) =>
        events.some(
          ({ details }) =>
            details?.['error_type'] === 'action_rejected' && details['action_type'] !== 'aside',
        ),
    ],
  ] as const)('plant a %s', async (kind, isShown) => {
    const kinds = PLANT_KINDS.filter(({ name }) => name === kind);
    const asked = await ask(['market'], [4], kinds);
    expect(asked).toHaveLength(2);
    for (const { question, events } of asked) {
      const planted = events.filter(({ event_id }) => question.truth.includes(event_id));
      expect(isShown(planted)).toBe(true);
    }
  });

  it('plant an observation that differs from the state', async () => {
    const kinds = PLANT_KINDS.filter(({ name }) => name === 'observation');
    const asked = await ask(['market'], [4], kinds);
    expect(asked).toHaveLength(2);
    for (const { question, events } of asked) {
      const values = readRunValues(events);
      const wrong = events.filter(isDecision).filter(({ agent_id, turn_number, details }) =>
        Object.entries(Object(details?.['observed'])).some(([name, seen]) => {
          const before = turn_number - 1;
          const real =
            values.valueAt(`${agent_id ?? ''}.${name}`, before) ?? values.valueAt(name, before);
          return real !== seen;
        }),
      );
      expect(wrong.map(({ turn_number }) => turn_number)).toEqual(question.plantedTurns);
      expect(wrong.every(({ event_id }) => question.truth.includes(event_id))).toBe(true);
    }
  });

  it('take kinds of plants of their own', async () => {
    const bribe: PlantKind = {
      name: 'bribe',
      plant: ({ turns, policyAgent }) => ({
        setPolicy: (turn, usual) => (turns.includes(turn) ? usual / 2 : usual),
        isPlanted: ({ agent_id, turn_number }) =>
          agent_id === policyAgent && turns.includes(turn_number),
      }),
    };
    const asked = await ask(['bank'], [2], [bribe]);
    expect(asked.map(({ question }) => question.id)).toEqual([
      'bank-2-bribe-single',
      'bank-2-bribe-repeated',
    ]);
  });

  it('are not asked about a plant that changes nothing', async () => {
    const dud: PlantKind = { name: 'dud', plant: () => ({ isPlanted: () => true }) };
    expect(await ask(['bank'], [2], [dud])).toEqual([]);
  });
});
