import { describe, expect, it, onTestFinished } from 'vitest';
import type { StoredEvent } from '../events/read-event';
import { VERBOSITY_LEVELS, type VerbosityLevel } from '../events/verbosity';
import { EXAMPLES, readExample, runSimulation } from '../testing/run-simulation';
import { makeTempRoot } from '../testing/temp-root';
import { SimulationConfig } from './config/simulation-config';
import { createEventRecorder, type Trace } from './event-recorder';
import { createMovingClock } from './moving-clock';
import type { SimulationAgent, SimulationEngine } from './simulation-parts';
import { createWorld } from './world';

async function makeRoot(): Promise<string> {
  const { path: root } = await makeTempRoot(onTestFinished);
  return root;
}

/** A run in which one agent asks each turn for an action that does not exist. */
async function runSeats(options: {
  readonly silentIn?: readonly number[];
  readonly verbosity?: VerbosityLevel;
  readonly turns?: number;
  readonly resumeFrom?: string;
  readonly observe?: SimulationEngine['observe'];
}) {
  const { silentIn = [], verbosity = 'DETAIL', turns = 5, resumeFrom } = options;
  const agent: SimulationAgent = {
    decide: (observation) => {
      const { turn } = observation;
      if (silentIn.includes(turn)) return [];
      return {
        decision_type: 'ask',
        description: `Ask in turn ${String(turn)}`,
        based_on: ['seats', 'hall.free', 'mood', 'no_such_variable'],
        actions: [{ action_type: 'fly', action_payload: {} }],
      };
    },
  };
  const engine: SimulationEngine = {
    actions: [],
    begin: () => ({
      global_state: { mood: ['calm'] },
      agents: { ada: { seats: 0 }, hall: { free: 9 } },
    }),
    advance: (open) => {
      open.set({ name: 'seats', agent: 'ada', value: open.turn, causes: [open.start] });
    },
    ...(options.observe && { observe: options.observe }),
  };
  const config = SimulationConfig.fromObject({
    simulation: { name: 'Seats', max_turns: turns, checkpoint_interval: 1 },
    engine: { type: 'seats' },
    agents: [
      { name: 'ada', type: 'asker' },
      { name: 'hall', type: 'idle' },
    ],
  });
  const outputRoot = await makeRoot();
  return runSimulation({
    config,
    outputRoot,
    eventVerbosity: verbosity,
    ...(resumeFrom !== undefined && { resumeFrom }),
    parts: {
      agents: { asker: () => agent, idle: () => ({ decide: () => [] }) },
      engines: { seats: () => engine },
    },
  });
}

const isRejection = ({ details }: StoredEvent): boolean =>
  details?.['error_type'] === 'action_rejected';

const decisionsOf = (events: readonly StoredEvent[]): readonly StoredEvent[] =>
  events.filter(({ event_type }) => event_type === 'DECISION');

describe('a rejected action', () => {
  it('is a cause of the next decision of its agent, and of no later one', async () => {
    const { events } = await runSeats({});
    const rejections = events.filter(isRejection);
    const decisions = decisionsOf(events);
    expect(rejections).toHaveLength(5);
    decisions.forEach(({ caused_by }, i) => {
      const named = rejections.filter(({ event_id }) => caused_by.includes(event_id));
      expect(named).toEqual(i === 0 ? [] : [rejections[i - 1]]);
    });
  });

  it('waits for a decision over turns without one', async () => {
    const { events } = await runSeats({ silentIn: [2, 3] });
    const [first, next] = decisionsOf(events);
    expect([first?.turn_number, next?.turn_number]).toEqual([1, 4]);
    expect(next?.caused_by).toContain(events.find(isRejection)?.event_id);
  });

  it('is represented by the decision before it, where rejections are not recorded', async () => {
    const { events } = await runSeats({ verbosity: 'ACTION' });
    const [first, second] = decisionsOf(events);
    expect(events.some(isRejection)).toBe(false);
    expect(second?.caused_by).toContain(first?.event_id);
  });

  it('causes the next decision also after the run was resumed', async () => {
    const before = await runSeats({ turns: 2 });
    const { directory } = before.result;
    const { events } = await runSeats({ turns: 4, resumeFrom: directory });
    const last = events.findLast((event) => isRejection(event) && event.turn_number === 2);
    const next = decisionsOf(events).find(({ turn_number }) => turn_number === 3);
    expect(next?.caused_by).toContain(last?.event_id);
  });
});

describe('a change of a variable', () => {
  it.each(EXAMPLES)('names the change before it as a cause, in %s', async (name) => {
    const config = await readExample(name);
    const { events } = await runSimulation({ config, outputRoot: await makeRoot() });
    const last = new Map<string, string>();
    let count = 0;
    for (const { event_id, event_type, agent_id, details, caused_by } of events) {
      if (event_type !== 'STATE') continue;
      const key = `${agent_id ?? ''}/${String(details?.['variable_name'])}`;
      const previous = last.get(key);
      last.set(key, event_id);
      if (previous === undefined) continue;
      count += 1;
      expect(caused_by).toContain(previous);
      expect(caused_by.length).toBeLessThanOrEqual(24);
    }
    expect(count).toBeGreaterThan(500);
  });

  it('names the change before the run was resumed', async () => {
    const before = await runSeats({ turns: 2 });
    const { directory } = before.result;
    const { events } = await runSeats({ turns: 3, resumeFrom: directory });
    const seats = events.filter(
      ({ details }) => details?.['variable_name'] === 'seats' && details['restored'] === undefined,
    );
    expect(seats.map(({ details }) => details?.['new_value'])).toEqual([0, 1, 2, 3]);
    expect(seats[3]?.caused_by).toContain(seats[2]?.event_id);
  });

  it.each(VERBOSITY_LEVELS)('keeps its trace short at %s', async (verbosity) => {
    const { events } = await runSeats({ verbosity, turns: 12 });
    expect(Math.max(...events.map(({ caused_by }) => caused_by.length))).toBeLessThanOrEqual(5);
  });

  it('names it even if it has more causes than fit', () => {
    const written: { readonly caused_by?: readonly string[] | null | undefined }[] = [];
    const recorder = createEventRecorder({
      writer: {
        emit: (event) => {
          written.push(event);
          return event;
        },
        tryEmit: (event) => ({ event, isTaken: true }),
        waitForRoom: () => Promise.resolve(),
      },
      simulationId: 'wide',
      verbosity: 'STATE',
      clock: createMovingClock('2026-10-04T14:00:00Z', 1),
    });
    const world = createWorld(recorder, []);
    const [first = ''] = world.set({ name: 'price', value: 1, causes: [] });
    const many: readonly Trace[] = Array.from({ length: 30 }, (_, i) => [`Z${String(i + 10)}`]);
    world.set({ name: 'price', value: 2, causes: many });
    expect(written[1]?.caused_by).toHaveLength(24);
    expect(written[1]?.caused_by).toContain(first);
    expect(written[1]?.caused_by).toContain('Z39');
  });
});

describe('an observation', () => {
  it('is recorded with the decision: the plain values that the decision is based on', async () => {
    const { events } = await runSeats({});
    expect(decisionsOf(events)[2]?.details).toMatchObject({
      observed: { seats: 2, 'hall.free': 9 },
    });
    expect(decisionsOf(events)[2]?.details).not.toHaveProperty('observed.mood');
  });

  it('differs from the state of the world where the engine has it so', async () => {
    const { events } = await runSeats({
      observe: (truth) =>
        truth.turn === 3 ? { ...truth, self: { ...truth.self, seats: 200 } } : truth,
    });
    const observed = decisionsOf(events).map(({ details }) => Object(details?.['observed']).seats);
    expect(observed).toEqual([0, 1, 200, 3, 4]);
    const states = events.filter(({ details }) => details?.['variable_name'] === 'seats');
    expect(states.map(({ details }) => details?.['new_value'])).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
