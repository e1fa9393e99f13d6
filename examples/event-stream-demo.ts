import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createActionEvent,
  createDecisionEvent,
  createDetailEvent,
  createEventService,
  createMilestoneEvent,
  createStateEvent,
  EventWriter,
  openDuckDbStore,
  readEventLine,
  VERBOSITY_LEVELS,
  type EventLine,
  type VerbosityLevel,
} from '../lib/index';

// The features of the library in one program: npx tsx examples/event-stream-demo.ts
// A small market is simulated, its events are captured, filtered, and traced to their causes.

const AGENTS = ['agent_alice', 'agent_bob', 'agent_carol'];
const TURNS = 4;

const folder = await mkdtemp(path.join(tmpdir(), 'causeway-demo-'));
const outputRoot = path.join(folder, 'output');

try {
  heading('1. The event writer');
  const simulationId = 'market-detail';
  await simulate(simulationId, 'DETAIL');

  const store = await openDuckDbStore({ outputRoot, indexDir: path.join(folder, 'index') });
  try {
    const service = createEventService({ outputRoot, store });

    heading('2. The event service, with filters');
    const decisions = await service.getFilteredEvents(simulationId, {
      event_types: ['DECISION'],
      agent_ids: ['agent_alice'],
      turn_start: 2,
      turn_end: 3,
    });
    console.log(`Alice decided ${String(decisions.total)} times in turns 2 and 3:`);
    decisions.events.forEach(show);

    heading('3. Causes and effects');
    const [decision] = decisions.events;
    if (decision === undefined) throw new Error('Alice did not decide.');
    const chain = await service.getCausalityChain(simulationId, decision.event_id);
    console.log('Why did she?');
    chain.upstream.forEach(show);
    console.log('What did it lead to?');
    chain.downstream.forEach(show);

    heading('4. Verbosity');
    for (const verbosity of VERBOSITY_LEVELS) {
      const id = `market-${verbosity.toLowerCase()}`;
      if (id !== simulationId) await simulate(id, verbosity, false);
      const { event_count, event_types } = await service.getSimulation(id);
      const types = event_types.map((type) => `${type.event_type} ${String(type.event_count)}`);
      console.log(
        `  ${verbosity.padEnd(10)}${String(event_count).padStart(3)} events: ${types.join(', ')}`,
      );
    }
  } finally {
    await store.close();
  }
} finally {
  await rm(folder, { recursive: true });
}

/** Runs the market and captures it. No id is passed by hand: events name the enclosing event as their cause. */
async function simulate(
  simulationId: string,
  verbosity: VerbosityLevel,
  isTold = true,
): Promise<void> {
  const writer = new EventWriter({ outputDir: outputRoot, simulationId, verbosity });
  await writer.start();

  for (let turn_number = 1; turn_number <= TURNS; turn_number++) {
    const common = { simulation_id: simulationId, turn_number };
    const turn = writer.emit(
      createMilestoneEvent({
        ...common,
        milestone_type: 'turn_start',
        description: `Turn ${String(turn_number)} starts`,
      }),
    );
    // The agents act at the same time, and their events do not get mixed up.
    await writer.within(turn, () =>
      Promise.all(AGENTS.map((agent_id) => act(writer, { ...common, agent_id }))),
    );
  }

  const { emitted, written, filtered, dropped, bytes } = await writer.stop();
  if (!isTold) return;
  console.log(`${String(emitted)} events emitted at verbosity ${verbosity}:`);
  console.log(
    `  ${String(written)} written (${String(bytes)} bytes), ${String(filtered)} filtered, ${String(dropped)} dropped`,
  );
}

interface Actor {
  readonly simulation_id: string;
  readonly turn_number: number;
  readonly agent_id: string;
}

/** An agent thinks, decides on a price, and offers; the offer moves the market. */
async function act(writer: EventWriter, actor: Actor): Promise<void> {
  const { agent_id, turn_number } = actor;
  const price = 10 + turn_number + AGENTS.indexOf(agent_id);
  writer.emit(
    createDetailEvent({ ...actor, calculation_type: 'fair_price', intermediate_values: { price } }),
  );
  // Simulates a call of a model.
  await new Promise((resolve) => setTimeout(resolve, 1));

  const decision = writer.emit(
    createDecisionEvent({
      ...actor,
      decision_type: 'ask_price',
      old_value: price - 1,
      new_value: price,
      description: `${agent_id} asks ${String(price)} from turn ${String(turn_number)} on`,
    }),
  );
  writer.within(decision, () => {
    const offer = writer.emit(
      createActionEvent({
        ...actor,
        action_type: 'offer',
        action_payload: { price },
        description: `${agent_id} offers at ${String(price)}`,
      }),
    );
    writer.within(offer, () => {
      writer.emit(
        createStateEvent({
          ...actor,
          variable_name: 'asking_price',
          new_value: price,
          description: `The asking price of ${agent_id} is ${String(price)}`,
        }),
      );
    });
  });
}

function heading(text: string): void {
  console.log(`\n${text}\n${'-'.repeat(text.length)}`);
}

function show({ text }: EventLine): void {
  const { event } = readEventLine(text);
  if (event === undefined) return;
  const { turn_number, event_type, description } = event;
  console.log(`  turn ${String(turn_number)}  ${event_type.padEnd(10)}${description ?? ''}`);
}
