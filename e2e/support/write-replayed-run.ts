import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readEvent } from '../../lib/events/read-event';
import { variableOf } from '../../lib/replay/variable';
import { tellMarketStory } from '../../lib/testing/market-story';
import { writeSimulation } from '../../lib/testing/write-simulation';

export const REPLAYED_ID = 'replayed';

/** The wrong value in the checkpoint of turn 20. */
export const DRIFT = { variable: 'grain_price', value: 111.25 } as const;

interface Setting {
  readonly turn: number;
  readonly agentId: string | null;
  readonly name: string;
  readonly value: unknown;
  readonly eventId: string;
}

const SETTINGS: readonly Setting[] = [...tellMarketStory()].flatMap((written) => {
  const { event } = readEvent(written);
  const variable = event === undefined ? null : variableOf(event);
  if (event === undefined || variable === null) return [];
  const { agent_id, variable_name } = variable;
  const value = event.details?.['new_value'];
  const { turn_number: turn, event_id: eventId } = event;
  return [{ turn, agentId: agent_id, name: variable_name, value, eventId }];
});

/** The event that set a variable, as of the end of a turn. */
export function settingAt(name: string, agentId: string | null, turn: number): Setting {
  const found = SETTINGS.findLast(
    (each) => each.name === name && each.agentId === agentId && each.turn <= turn,
  );
  if (found === undefined) throw new Error(`nothing set ${name} by turn ${String(turn)}`);
  return found;
}

/** The market story with checkpoints: that of turn 10 is right, that of 20 is not in one value, that of 30 is torn. */
export function writeReplayedRun(outputRoot: string): void {
  writeSimulation(outputRoot, REPLAYED_ID, tellMarketStory(), {
    config: { simulation: { name: 'Replayed run' } },
  });
  const folder = path.join(outputRoot, REPLAYED_ID, 'checkpoints');
  mkdirSync(folder);
  const write = (turn: number, text: string): void =>
    writeFileSync(path.join(folder, `turn_${String(turn)}.json`), text);
  write(10, checkpointText(10));
  write(20, checkpointText(20, { [DRIFT.variable]: DRIFT.value }));
  write(30, checkpointText(30).slice(0, 100));
}

function checkpointText(turn: number, wrong: Readonly<Record<string, unknown>> = {}): string {
  const globals = new Map<string, unknown>();
  const agents = new Map<string, Record<string, unknown>>();
  for (const { agentId, name, value, turn: setIn } of SETTINGS) {
    if (setIn > turn) break;
    if (agentId === null) globals.set(name, value);
    else agents.set(agentId, { ...agents.get(agentId), [name]: value });
  }
  const global_state = { turn, ...Object.fromEntries(globals), ...wrong };
  return JSON.stringify({ state: { turn, agents: Object.fromEntries(agents), global_state } });
}
