import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SimulationConfig } from '../simulation/config/simulation-config';
import { readEventLine, type StoredEvent } from '../events/read-event';
import {
  SimulationOrchestrator,
  type SimulationOrchestratorOptions,
  type SimulationResult,
} from '../simulation/simulation-orchestrator';

/** The shipped configurations. */
export const EXAMPLES = ['grain-crisis', 'bank-run', 'trade-network'] as const;

export function readExample(name: (typeof EXAMPLES)[number]): Promise<SimulationConfig> {
  return SimulationConfig.fromYaml(
    new URL(`../../examples/${name}.yaml`, import.meta.url).pathname,
  );
}

export interface FinishedRun {
  readonly result: SimulationResult;
  /** As in the file. */
  readonly events: readonly StoredEvent[];
}

/** Runs a simulation; by default at DETAIL, without a model. */
export async function runSimulation(
  options: SimulationOrchestratorOptions,
  signal?: AbortSignal,
): Promise<FinishedRun> {
  const orchestrator = new SimulationOrchestrator({
    eventVerbosity: 'DETAIL',
    ...(options.resumeFrom === undefined ? { offline: true } : {}),
    ...options,
  });
  const result = await orchestrator.run(signal === undefined ? {} : { signal });
  return { result, events: await readEvents(result.directory) };
}

/** The events of one part. */
export async function readEvents(
  directory: string,
  part = 'events.jsonl',
): Promise<readonly StoredEvent[]> {
  const text = await readFile(path.join(directory, part), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { event, reason } = readEventLine(line);
      if (event === undefined) throw new Error(`${reason}: ${line}`);
      return event;
    });
}

export async function readRunFile(
  directory: string,
  ...names: readonly string[]
): Promise<unknown> {
  return JSON.parse(await readFile(path.join(directory, ...names), 'utf8'));
}

/** The world at the end of a turn, as the sum of STATE events. */
export function replay(
  events: readonly StoredEvent[],
  turn: number,
): { readonly global_state: object; readonly agents: object } {
  const global_state: Record<string, unknown> = {};
  const agents: Record<string, Record<string, unknown>> = {};
  for (const { event_type, turn_number, agent_id, details } of events) {
    if (event_type !== 'STATE' || turn_number > turn) continue;
    const { variable_name, new_value, scope } = details ?? {};
    const place = scope === 'global' ? global_state : (agents[agent_id ?? ''] ??= {});
    place[String(variable_name)] = new_value;
  }
  return { global_state, agents };
}

/** The events from a turn on, without times and ids. Causes are represented by their own content. */
export function contentOf(events: readonly StoredEvent[], fromTurn = 0): readonly unknown[] {
  const named = new Map(events.map((event) => [event.event_id, nameOf(event)]));
  return events
    .filter(({ turn_number }) => turn_number >= fromTurn)
    .map(({ event_type, turn_number, agent_id, description, details, caused_by }) => ({
      event_type,
      turn_number,
      agent_id,
      description,
      details,
      causes: caused_by.map((id) => named.get(id)).sort(),
    }));
}

function nameOf({ turn_number, event_type, agent_id, description }: StoredEvent): string {
  return [turn_number, event_type, agent_id, description].join(' ');
}
