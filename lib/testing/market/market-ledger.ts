import {
  createActionEvent,
  createDecisionEvent,
  createDetailEvent,
  createMilestoneEvent,
  createStateEvent,
  createSystemEvent,
  type CommonFields,
  type MilestoneType,
} from '../../events/create-event';
import type { SimulationEvent } from '../../events/simulation-event';
import type { SeededClock } from '../../simulation/seeded-clock';
import type { SeededRandom } from '../../simulation/seeded-random';
import {
  amount,
  describeVariable,
  round,
  type MarketAgent,
  type MarketVariableKey,
} from './market-variables';

/** An event's id, or `undefined` for a number that has not changed since before turn 1. */
export type Cause = string | undefined;

/**
 * The numbers of the market, and a log of all events. It remembers the event that set each number, which later events name as
 * their cause.
 */
export interface MarketLedger {
  readonly turn: number;
  readonly random: SeededRandom;
  readonly clock: SeededClock;
  value(key: MarketVariableKey): number;
  /** The event that set it. */
  setBy(key: MarketVariableKey): Cause;
  /** The value at the end of the turn `turns` turns ago, or the oldest known. */
  valueBefore(key: MarketVariableKey, turns: number): number;
  /**
   * Sets a number, and records a STATE event if it changes, with the event that set it before as the last cause. Returns the id of
   * the event that set it, now or earlier. `expected` is the planned value, for the record.
   */
  set(key: MarketVariableKey, value: number, causes: readonly Cause[], expected?: number): Cause;
  /** `planned` is the change that was planned, for the record. */
  add(key: MarketVariableKey, change: number, causes: readonly Cause[], planned?: number): Cause;
  /** Its causes that set numbers tell the values that the agent observed. */
  decide(agent: MarketAgent, decision: Decision): string;
  /** Actions are kept until the turn ends. */
  act(agent: MarketAgent, action: Action): string;
  explain(agent: MarketAgent | undefined, calculation: Calculation): string;
  report(agent: MarketAgent | undefined, status: SystemReport): string;
  milestone(type: MilestoneType, text: string, causes: readonly Cause[], extra?: Extra): string;
  /** An id for an event below the recorded verbosity, which is in no file. */
  unrecorded(): string;
  /** Begins a turn. Returns the id of its start. */
  startTurn(turn: number): string;
  endTurn(): string;
  /** The events since the last call. */
  takeEvents(): readonly SimulationEvent[];
}

type Extra = Readonly<Record<string, unknown>>;

interface Decision {
  readonly type: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly causes: readonly Cause[];
  readonly text: string;
  readonly reasoning: string;
  /** More members of `details`. */
  readonly extra?: Extra;
}

interface Action {
  readonly type: string;
  readonly payload: Extra;
  readonly causes: readonly Cause[];
  readonly text: string;
}

interface Calculation {
  readonly type: string;
  readonly values: Extra;
  readonly causes: readonly Cause[];
  readonly text: string;
}

interface SystemReport {
  readonly causes: readonly Cause[];
  readonly text: string;
  readonly fields: Extra;
}

export function openMarketLedger(options: {
  readonly simulationId: string;
  readonly random: SeededRandom;
  readonly clock: SeededClock;
}): MarketLedger {
  const { simulationId, random, clock } = options;
  const values = new Map<MarketVariableKey, number>();
  const setters = new Map<MarketVariableKey, string>();
  const atTurnEnds: ReadonlyMap<MarketVariableKey, number>[] = [];
  let events: SimulationEvent[] = [];
  let actions: string[] = [];
  let turn = 0;
  let lastBoundary: Cause;

  const value = (key: MarketVariableKey): number =>
    values.get(key) ?? describeVariable(key).initial;

  function common(
    agent: MarketAgent | undefined,
    causes: readonly Cause[],
    text: string,
  ): CommonFields {
    clock.advance(random.int(180, 5_200));
    const caused_by = [...new Set(causes.filter((id) => id !== undefined))];
    return {
      ...clock.now(),
      simulation_id: simulationId,
      turn_number: turn,
      ...(agent === undefined ? {} : { agent_id: agent }),
      ...(caused_by.length === 0 ? {} : { caused_by }),
      description: text,
    };
  }

  function observedBy(
    observer: MarketAgent,
    causes: readonly Cause[],
  ): { readonly observed?: Readonly<Record<string, number>> } {
    const seen = [...setters].flatMap(([key, id]) => {
      if (!causes.includes(id)) return [];
      const { agent, name } = describeVariable(key);
      const isShort = agent === undefined || agent === observer;
      return [[isShort ? name : `${agent}.${name}`, value(key)] as const];
    });
    return seen.length === 0 ? {} : { observed: Object.fromEntries(seen) };
  }

  function write(event: SimulationEvent): string {
    events.push(event);
    return event.event_id;
  }

  const ledger: MarketLedger = {
    get turn() {
      return turn;
    },
    random,
    clock,
    value,
    setBy: (key) => setters.get(key),
    valueBefore: (key, turns) =>
      atTurnEnds.at(-Math.min(turns, atTurnEnds.length))?.get(key) ?? describeVariable(key).initial,
    set: (key, wanted, causes, expected) => {
      const { agent, name, label, unit, digits } = describeVariable(key);
      const [before, after] = [value(key), round(wanted, digits)];
      if (before === after) return setters.get(key);
      const percent = before === 0 ? 0 : round(((after - before) / before) * 100, 1);
      const change =
        percent === 0 || percent >= 1_000
          ? ''
          : ` (${percent < 0 ? '' : '+'}${percent.toFixed(1)} %)`;
      const text = `${label}: ${amount(before, digits)} → ${amount(after, digits)} ${unit}${change}`;
      const fields = {
        ...common(agent, [...causes, setters.get(key)], text),
        variable_name: name,
        old_value: before,
        new_value: after,
        ...(expected === undefined ? {} : { expected: round(expected, digits) }),
      };
      values.set(key, after);
      const id = write(
        createStateEvent({ ...fields, scope: agent === undefined ? 'global' : 'agent', unit }),
      );
      setters.set(key, id);
      return id;
    },
    add: (key, change, causes, planned) =>
      ledger.set(
        key,
        value(key) + change,
        causes,
        planned === undefined ? undefined : value(key) + planned,
      ),
    decide: (agent, { type, from, to, causes, text, reasoning, extra = {} }) =>
      write(
        createDecisionEvent({
          ...common(agent, causes, text),
          agent_id: agent,
          decision_type: type,
          old_value: from,
          new_value: to,
          reasoning,
          ...observedBy(agent, causes),
          ...extra,
        }),
      ),
    act: (agent, { type, payload, causes, text }) => {
      const fields = { ...common(agent, causes, text), agent_id: agent };
      const id = write(
        createActionEvent({ ...fields, action_type: type, action_payload: payload }),
      );
      actions.push(id);
      return id;
    },
    explain: (agent, { type, values: intermediate_values, causes, text }) =>
      write(
        createDetailEvent({
          ...common(agent, causes, text),
          calculation_type: type,
          intermediate_values,
        }),
      ),
    report: (agent, { causes, text, fields }) =>
      write(createSystemEvent({ ...common(agent, causes, text), ...fields })),
    milestone: (milestone_type, text, causes, extra = {}) =>
      write(createMilestoneEvent({ ...common(undefined, causes, text), milestone_type, ...extra })),
    unrecorded: () => {
      clock.advance(random.int(180, 5_200));
      return clock.now().event_id;
    },
    startTurn: (number) => {
      turn = number;
      clock.advance(random.int(90_000, 260_000));
      lastBoundary = ledger.milestone('turn_start', `Turn ${String(turn)} started`, [lastBoundary]);
      return lastBoundary;
    },
    endTurn: () => {
      const text = `Turn ${String(turn)} ended: grain at ${amount(value('grainPrice'), 2)}, bread at ${amount(value('breadPrice'), 3)}, reserves at ${amount(value('reserveRatio'), 2)} %`;
      lastBoundary = ledger.milestone('turn_end', text, actions);
      atTurnEnds.push(new Map(values));
      actions = [];
      return lastBoundary;
    },
    takeEvents: () => {
      const taken = events;
      events = [];
      return taken;
    },
  };
  return ledger;
}
