import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { StoredEvent } from '../../events/read-event';
import type { SeededRandom } from '../../simulation/seeded-random';
import { seedFor } from '../../simulation/seeded-random';
import { BANK_WORLD } from './bank-world';
import { createLuck } from './luck';
import { MARKET_WORLD } from './market-world';
import type { Plant, PlantKind } from './plant';
import { PLANT_KINDS } from './plant-kinds';
import type { PlantedWorld } from './planted-world';
import { playPlanted } from './play-planted';
import { findDifferences, readRunValues, type LastChange, type RunValues } from './run-values';
import { TRADE_WORLD } from './trade-world';

export const PLANTED_WORLDS: readonly PlantedWorld[] = [MARKET_WORLD, BANK_WORLD, TRADE_WORLD];

/** Seeds to tune an explanation by, and seeds to report it by. The world `trade` is never used for tuning. */
export const TUNING_SEEDS: readonly number[] = range(1, 10);
export const REPORTING_SEEDS: readonly number[] = range(101, 111);

/** Why is a variable what it is? With the answer. */
export interface PlantedQuestion {
  readonly id: string;
  readonly world: string;
  /** The kind of the plant. */
  readonly kind: string;
  /** Whether the plant lies in several turns in a row. */
  readonly repeated: boolean;
  readonly seed: number;
  /** A run in `root/planted`. */
  readonly simulationId: string;
  /** The run without the plant, in `root/twins`. */
  readonly twinId: string;
  /** The STATE event that is asked about. */
  readonly eventId: string;
  readonly turn: number;
  /** From the first planted turn to the event. */
  readonly distance: number;
  readonly plantedTurns: readonly number[];
  /** The ids of the planted events, all upstream of the event by declared links. */
  readonly truth: readonly string[];
}

export interface PlantedQuestionOptions {
  /** The folder for runs: planted ones in `planted`, their twins in `twins`. */
  readonly root: string;
  readonly worlds: readonly PlantedWorld[];
  readonly seeds: readonly number[];
  /** Default: the five shipped kinds. */
  readonly kinds?: readonly PlantKind[];
}

/** A question with the run it is about. */
export interface AskedQuestion {
  readonly question: PlantedQuestion;
  /** All events of the planted run, in order. */
  readonly events: readonly StoredEvent[];
  readonly twinEvents: readonly StoredEvent[];
}

/** How often another place is tried for a plant that changes nothing material downstream. */
const MAX_PLACES = 4;
const [LEAST_DISTANCE, MOST_DISTANCE] = [2, 25];
const FIRST_TURN = 8;
const LAST_SHARE = 0.6;

/**
 * Plays worlds with one plant a run, single and repeated, and asks about a variable that differs from the twin's, the run of the
 * same luck without the plant. The seed chooses place and variable. A plant without such a variable gives no question.
 */
export async function* plantedQuestions(
  options: PlantedQuestionOptions,
): AsyncGenerator<AskedQuestion, void, undefined> {
  const { root, worlds, seeds, kinds = PLANT_KINDS } = options;
  const outputRoot = path.join(root, 'twins');
  for (const world of worlds) {
    for (const seed of seeds) {
      for (const kind of kinds) {
        const luck = luckSeed(seed, kind);
        const twin = await playPlanted(world, { seed: luck, outputRoot });
        const values = readRunValues(twin.events);
        for (const repeated of [false, true]) {
          const planted = { world, seed, luck, kind, repeated, twin: values, root };
          const asked = await plantOne(planted, twin.result.runId);
          if (asked !== undefined) yield { ...asked, twinEvents: twin.events };
        }
      }
    }
  }
}

/** Each kind of plant gets runs of its own luck, so that no oddity of one run counts in many questions. */
function luckSeed(seed: number, { name }: PlantKind): number {
  return seed * 1000 + (Math.abs(seedFor(0, name)) % 1000);
}

async function plantOne(
  setting: {
    readonly world: PlantedWorld;
    readonly seed: number;
    readonly luck: number;
    readonly kind: PlantKind;
    readonly repeated: boolean;
    readonly twin: RunValues;
    readonly root: string;
  },
  twinId: string,
): Promise<Omit<AskedQuestion, 'twinEvents'> | undefined> {
  const { world, seed, luck, kind, repeated, twin, root } = setting;
  const id = [world.name, seed, kind.name, repeated ? 'repeated' : 'single'].join('-');
  const placeLuck = createLuck(seedFor(seed, id));
  for (let place = 0; place < MAX_PLACES; place++) {
    const random = placeLuck('place', place);
    const turns = chooseTurns(world, repeated, random);
    const plant = kind.plant({
      turns,
      random,
      modelAgents: world.agents.flatMap(({ name, isModelAsked }) => (isModelAsked ? [name] : [])),
      agents: world.agents.flatMap(({ name }) => (name === world.policyAgent ? [] : [name])),
      policyAgent: world.policyAgent,
      shockVariable: world.shockTarget.name,
      sensesOf: (agent) => world.agents.find(({ name }) => name === agent)?.senses ?? [],
      settingOf: (agent) => world.agents.find(({ name }) => name === agent)?.setting ?? '',
    });
    const outputRoot = path.join(root, 'planted');
    const { events, result } = await playPlanted(world, { seed: luck, outputRoot, plant });
    const found = chooseEvent(world, events, { plant, turns, twin, random });
    if (found === undefined) {
      await rm(result.directory, { recursive: true });
      continue;
    }
    const { change, truth } = found;
    const question: PlantedQuestion = {
      id,
      world: world.name,
      kind: kind.name,
      repeated,
      seed,
      simulationId: result.runId,
      twinId,
      eventId: change.eventId,
      turn: change.turn,
      distance: change.turn - (turns[0] ?? 0),
      plantedTurns: turns,
      truth,
    };
    return { question, events };
  }
  return undefined;
}

function chooseTurns(
  { turns }: PlantedWorld,
  repeated: boolean,
  random: SeededRandom,
): readonly number[] {
  const first = random.int(FIRST_TURN, Math.floor(turns * LAST_SHARE));
  return range(first, first + (repeated ? random.int(2, 4) : 0));
}

/** The change to ask about: at a distance that the seed chooses, or the nearest one that differs, downstream of every planted turn. */
function chooseEvent(
  { turns: lastTurn }: PlantedWorld,
  events: readonly StoredEvent[],
  {
    plant,
    turns,
    twin,
    random,
  }: {
    readonly plant: Plant;
    readonly turns: readonly number[];
    readonly twin: RunValues;
    readonly random: SeededRandom;
  },
): { readonly change: LastChange; readonly truth: readonly string[] } | undefined {
  const values = readRunValues(events);
  const earliest = (turns.at(-1) ?? 0) + LEAST_DISTANCE;
  const latest = Math.min(lastTurn, (turns[0] ?? 0) + MOST_DISTANCE);
  const wanted = random.int(earliest, Math.max(earliest, latest));
  const byNearness = range(earliest, latest).sort(
    (a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b,
  );
  const planted = events.filter((event) => event.event_type !== 'DETAIL' && plant.isPlanted(event));
  for (const turn of byNearness) {
    const differing = [...findDifferences(values, twin, turn)];
    while (differing.length > 0) {
      const [change] = differing.splice(random.int(0, differing.length - 1), 1);
      if (change === undefined) break;
      const upstream = findUpstream(events, change.eventId);
      const truth = planted.filter(({ event_id }) => upstream.has(event_id));
      const isWhole = turns.every((each) => truth.some(({ turn_number }) => turn_number === each));
      if (isWhole && (plant.isWhole?.(truth) ?? true))
        return { change, truth: truth.map(({ event_id }) => event_id) };
    }
  }
  return undefined;
}

/** The ids of all direct and indirect declared causes. Causes stand before their effects. */
export function findUpstream(events: readonly StoredEvent[], eventId: string): ReadonlySet<string> {
  const wanted = new Set([eventId]);
  for (const { event_id, caused_by } of events.toReversed()) {
    if (wanted.has(event_id)) for (const id of caused_by) wanted.add(id);
  }
  wanted.delete(eventId);
  return wanted;
}

/** Whole numbers, both ends included. */
function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
