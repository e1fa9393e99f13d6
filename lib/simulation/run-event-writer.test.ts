import { describe, expect, it, onTestFinished } from 'vitest';
import { createActionEvent, createSystemEvent } from '../events/create-event';
import type { StoredEvent } from '../events/read-event';
import { readEvents, readExample } from '../testing/run-simulation';
import { makeTempRoot } from '../testing/temp-root';
import { SimulationConfig } from './config/simulation-config';
import {
  SimulationOrchestrator,
  type SimulationOrchestratorOptions,
} from './simulation-orchestrator';

/** A market of one agent for some turns, with custom parts. */
async function prepare(options: Partial<SimulationOrchestratorOptions> = {}) {
  const { path: outputRoot } = await makeTempRoot(onTestFinished);
  const warnings: string[] = [];
  const config = SimulationConfig.fromObject({
    simulation: { name: 'Watched', max_turns: 3 },
    engine: { type: 'market', goods: [{ name: 'grain', price: 20 }] },
    agents: [{ name: 'ada', type: 'mine' }],
    validator: { type: 'mine' },
  });
  const orchestrator = new SimulationOrchestrator({
    config,
    outputRoot,
    eventVerbosity: 'DETAIL',
    logger: { warn: (message) => warnings.push(message) },
    parts: {
      agents: {
        mine: () => ({
          decide: (_, { emit }) => {
            const thought = emit({ event_type: 'NOVELTY', description: 'ada has an idea' });
            emit({ event_type: 'SYSTEM', description: 'ada is sure', caused_by: thought });
            return {
              decision_type: 'sell',
              description: 'ada sells',
              actions: [
                { action_type: 'sell', action_payload: { good: 'grain', amount: 1, price: 20 } },
              ],
            };
          },
        }),
      },
      validators: {
        mine: () => ({
          validate: (_, { emit }) => {
            emit({ event_type: 'SYSTEM', description: 'looked at twice' });
            return { accepted: true };
          },
        }),
      },
    },
    ...options,
  });
  return { orchestrator, warnings };
}

const saying = (events: readonly StoredEvent[], text: string): readonly StoredEvent[] =>
  events.filter(({ description }) => description?.includes(text) === true);

describe('events of one’s own in a run', () => {
  it('are emitted from outside, before its start as well, with causes and in its turn', async () => {
    const { orchestrator, warnings } = await prepare({
      onProgress: ({ turn, runId }) => {
        const { eventWriter } = orchestrator;
        if (turn !== 2) return;
        const alarm = eventWriter.emit(
          createSystemEvent({ simulation_id: runId, turn_number: turn, error_type: 'alarm' }),
        );
        eventWriter.within(alarm, () =>
          eventWriter.emit({ event_type: 'DETAIL', description: 'help' }),
        );
        eventWriter.emit({
          event_type: 'DETAIL',
          description: 'turn',
          caused_by: eventWriter.turnStart,
        });
      },
    });
    const { eventWriter } = orchestrator;
    const early = eventWriter.emit({ event_type: 'SYSTEM', description: 'early' });
    expect(eventWriter.simulationId).toBeUndefined();
    const running = orchestrator.run();
    const effect = eventWriter.emit({
      event_type: 'SYSTEM',
      description: 'then',
      caused_by: [early.event_id],
    });
    const { directory, runId, counters } = await running;
    const events = await readEvents(directory);
    expect(eventWriter).toMatchObject({ simulationId: runId, turn: 3 });
    expect(counters).toMatchObject({ dropped: 0, refused: 0, emitted: events.length });
    expect(events.every(({ simulation_id }) => simulation_id === runId)).toBe(true);
    expect(events[0]?.details).toMatchObject({ milestone_type: 'simulation_start' });
    expect(saying(events, 'early')).toMatchObject([{ event_id: early.event_id, turn_number: 0 }]);
    expect(saying(events, 'then')).toMatchObject([
      { event_id: effect.event_id, caused_by: [early.event_id] },
    ]);
    const alarm = events.find(({ details }) => details?.['error_type'] === 'alarm');
    expect(saying(events, 'help')).toMatchObject([
      { caused_by: [alarm?.event_id], turn_number: 2 },
    ]);
    const [cause] = saying(events, 'turn')[0]?.caused_by ?? [];
    expect(saying(events, 'Turn 2 started')[0]?.event_id).toBe(cause);
    expect(warnings).toEqual([]);
  });

  it('come from agents, validators and engines, as causes of their acts', async () => {
    const { orchestrator } = await prepare();
    const { directory } = await orchestrator.run();
    const events = await readEvents(directory);
    const [start] = saying(events, 'Turn 1 started');
    const [idea] = saying(events, 'has an idea');
    const [sure] = saying(events, 'is sure');
    const [decision] = saying(events, 'ada sells');
    const [look] = saying(events, 'looked at twice');
    const action = events.find(({ event_type }) => event_type === 'ACTION');
    expect(idea).toMatchObject({ agent_id: 'ada', turn_number: 1, caused_by: [start?.event_id] });
    expect(sure?.caused_by).toEqual([idea?.event_id]);
    expect(decision?.caused_by).toEqual([start?.event_id, idea?.event_id, sure?.event_id]);
    expect(look?.caused_by).toEqual([decision?.event_id]);
    expect(action?.caused_by).toEqual([decision?.event_id, look?.event_id]);
  });

  it('come from an engine, as causes of its settings', async () => {
    const { orchestrator } = await prepare({
      config: SimulationConfig.fromObject({
        simulation: { name: 'Weather', max_turns: 1 },
        engine: { type: 'weather' },
        agents: [{ name: 'ada', type: 'mine' }],
        validator: { type: 'mine' },
      }),
      parts: {
        agents: { mine: () => ({ decide: () => [] }) },
        validators: { mine: () => ({ validate: () => ({ accepted: true }) }) },
        engines: {
          weather: () => ({
            actions: [],
            begin: () => ({ global_state: { rain: 0 }, agents: { ada: {} } }),
            advance(turn) {
              const front = turn.emit({ event_type: 'DETAIL', description: 'a front comes in' });
              turn.set({ name: 'rain', value: 5, causes: [front], description: 'it rains' });
            },
          }),
        },
      },
    });
    const { directory } = await orchestrator.run();
    const events = await readEvents(directory);
    const [front] = saying(events, 'a front comes in');
    expect(front?.caused_by).toEqual([saying(events, 'Turn 1 started')[0]?.event_id]);
    const [before] = saying(events, 'rain is 0');
    expect(saying(events, 'it rains')[0]?.caused_by).toEqual([front?.event_id, before?.event_id]);
  });

  it('are stood for by their nearest recorded causes at a lower verbosity', async () => {
    const { orchestrator } = await prepare({
      eventVerbosity: 'ACTION',
      onProgress: ({ turn, runId }) => {
        const { eventWriter } = orchestrator;
        if (turn !== 1) return;
        const common = { simulation_id: runId, turn_number: turn };
        const first = eventWriter.emit({ event_type: 'SYSTEM', caused_by: eventWriter.turnStart });
        const second = eventWriter.emit({ event_type: 'DETAIL', caused_by: [first.event_id] });
        eventWriter.emit(
          createActionEvent({
            ...common,
            agent_id: 'eve',
            action_type: 'wave',
            caused_by: [second.event_id],
          }),
        );
      },
    });
    const { directory, counters } = await orchestrator.run();
    const events = await readEvents(directory);
    const ids = new Set(events.map(({ event_id }) => event_id));
    const [start] = saying(events, 'Turn 1 started');
    expect(events.find(({ agent_id }) => agent_id === 'eve')?.caused_by).toEqual([start?.event_id]);
    expect(events.flatMap(({ caused_by }) => caused_by).every((id) => ids.has(id))).toBe(true);
    expect(counters.filtered).toBeGreaterThan(0);
  });

  it('are refused one by one with a warning, and the run continues', async () => {
    const { orchestrator, warnings } = await prepare({
      onProgress: ({ turn }) => {
        if (turn === 1)
          orchestrator.eventWriter.emit({ event_type: 'SYSTEM', details: { big: 5n } });
        if (turn === 1)
          orchestrator.eventWriter.emit({ event_type: 'SYSTEM', timestamp: 'yesterday' });
      },
    });
    const { counters, status } = await orchestrator.run();
    expect(status).toBe('completed');
    expect(counters).toMatchObject({
      refused: 2,
      refusedByReason: { not_json: 1, not_an_event: 1 },
    });
    expect(warnings.join()).toContain('timestamp is "yesterday"');
  });

  it('are dropped with a warning after its end, and lost with one when it never begins', async () => {
    const { orchestrator, warnings } = await prepare();
    await orchestrator.run();
    orchestrator.eventWriter.emit({ event_type: 'SYSTEM', description: 'too late' });
    expect(warnings.join()).toMatch(/1 event dropped \(SYSTEM 1; stopped 1\)/);
    expect(orchestrator.eventWriter.counters).toMatchObject({ dropped: 1 });

    const config = await readExample('bank-run');
    const never = await prepare({ config, parts: {}, resumeFrom: '/nowhere' });
    never.orchestrator.eventWriter.emit({ event_type: 'SYSTEM' });
    await expect(never.orchestrator.run()).rejects.toThrow();
    expect(never.warnings).toEqual([
      'causeway: the run did not begin; 1 events emitted before it are lost',
    ]);
  });

  it('wait in a bounded number for a run to begin', async () => {
    const { orchestrator } = await prepare();
    for (let n = 0; n < 10_000; n++) orchestrator.eventWriter.emit({ event_type: 'SYSTEM' });
    expect(() => orchestrator.eventWriter.emit({ event_type: 'SYSTEM' })).toThrow(RangeError);
  });
});
