import { z } from 'zod';
import type { Trace } from '../../simulation/event-recorder';
import type { AcceptedAction, EngineTurn } from '../../simulation/simulation-parts';
import type { JsonValue } from '../../simulation/json-value';
import type { Luck } from './luck';

export const payloadSchema = z.object({ amount: z.number() });

/** A turn of a planted world, with its numbers. */
export interface PlantedTurn {
  readonly engine: EngineTurn;
  readonly turn: number;
  readonly start: Trace;
  readonly luck: Luck;
  /** 0 if there is none. */
  number(name: string, agent?: string): number;
  setBy(name: string, agent?: string): Trace;
  /** Rounds to four digits. */
  set(
    name: string,
    agent: string | undefined,
    value: number,
    causes: readonly Trace[],
    more?: { readonly expected?: number; readonly extra?: Readonly<Record<string, unknown>> },
  ): Trace;
  add(
    name: string,
    agent: string,
    change: number,
    causes: readonly Trace[],
    planned?: number,
  ): Trace;
  explain(
    type: string,
    agent: string | undefined,
    values: Readonly<Record<string, JsonValue>>,
    causes: readonly Trace[],
  ): Trace;
  /** The accepted actions of a type. `amount` comes from the payload. */
  actions(type: string): readonly (AcceptedAction & { readonly amount: number })[];
}

export function openPlantedTurn(engine: EngineTurn, luck: Luck): PlantedTurn {
  const number = (name: string, agent?: string): number => {
    const value = engine.value(name, agent);
    return typeof value === 'number' ? value : 0;
  };
  const turn: PlantedTurn = {
    engine,
    luck,
    number,
    turn: engine.turn,
    start: engine.start,
    setBy: (name, agent) => engine.setBy(name, agent),
    set: (name, agent, value, causes, { expected, extra } = {}) =>
      engine.set({
        name,
        agent,
        value: roundOff(value),
        causes,
        extra,
        expected: expected === undefined ? undefined : roundOff(expected),
      }),
    add: (name, agent, change, causes, planned) => {
      const before = number(name, agent);
      const more = planned === undefined ? {} : { expected: before + planned };
      return turn.set(name, agent, before + change, causes, more);
    },
    explain: (type, agent, values, causes) =>
      engine.explain(type, { agent, values, causes, description: describe(type, agent, values) }),
    actions: (type) =>
      engine.actions
        .filter(({ action_type }) => action_type === type)
        .map((action) => ({ ...action, amount: amountIn(action.action_payload) })),
  };
  return turn;
}

/** Four digits are enough, and keep files small. */
export function roundOff(value: number): number {
  return Math.round(value * 10_000) / 10_000 + 0;
}

export function amountIn(payload: JsonValue): number {
  const { success, data } = payloadSchema.safeParse(payload);
  return success ? data.amount : 0;
}

function describe(
  type: string,
  agent: string | undefined,
  values: Readonly<Record<string, JsonValue>>,
): string {
  const parts = Object.entries(values).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return `${agent === undefined ? '' : `${agent}: `}${type}: ${parts.join(', ')}`;
}
