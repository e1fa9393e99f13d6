import type { EventType } from '../events/event-type';
import type { SimulationEvent } from '../events/simulation-event';
import type { SeededClock } from '../simulation/seeded-clock';
import type { SeededRandom } from '../simulation/seeded-random';

const GOODS = ['grain', 'bread', 'timber', 'iron', 'salt', 'wool'] as const;
const DECISIONS = ['production_plan', 'trade_plan', 'price_policy', 'lending_policy'] as const;
const ACTIONS = ['trade', 'produce', 'lend', 'repay', 'set_price', 'store'] as const;
const VARIABLES = ['stock', 'cash', 'price', 'debt', 'reputation'] as const;
const CALCULATIONS = ['price_impact', 'expected_return', 'risk_score', 'utility'] as const;
const REASONS = [
  'because stocks ran below the level it wants to hold through the next three turns',
  'because the price moved further than it had planned for',
  'since two partners changed their terms in the turn before',
  'to keep its promise to deliver before the turn ends',
] as const;

/** The maximum number of causes of a turn's end: the latest actions. */
const MAX_TURN_END_CAUSES = 48;
/** The number of earlier states visible to an agent. */
const SEEN_STATES = 64;

export interface SeededTurns {
  start(): SimulationEvent;
  /** Exactly `eventCount` events, from the turn's start to its end. */
  turn(turnNumber: number, eventCount: number): readonly SimulationEvent[];
  end(turnNumber: number): SimulationEvent;
}

/** Generates a simulation turn by turn: agents see states, call their model, decide, act, and change states. */
export function createSeededTurns(options: {
  readonly simulationId: string;
  readonly agents: number;
  readonly random: SeededRandom;
  readonly clock: SeededClock;
}): SeededTurns {
  const { simulationId, random, clock } = options;
  const agents = Array.from(
    { length: options.agents },
    (_, i) => `agent_${String(i).padStart(3, '0')}`,
  );
  const values = new Map<string, number>();
  const seenStates: string[] = [];
  let turnNumber = 0;
  let lastBoundary: string | undefined;
  let events: SimulationEvent[] = [];
  let room = 0;

  /** Adds an event if the turn has room for it. Returns its id, for use as a cause. */
  function add(
    event_type: EventType,
    agent_id: string | undefined,
    causes: readonly (string | undefined)[],
    description: string,
    details: Readonly<Record<string, unknown>>,
  ): string | undefined {
    if (room <= 0) return undefined;
    room -= 1;
    clock.advance(random.int(40, 2_400));
    const caused_by = [...new Set(causes.filter((id) => id !== undefined))];
    const { event_id, timestamp } = clock.now();
    events.push({
      event_id,
      timestamp,
      turn_number: turnNumber,
      event_type,
      simulation_id: simulationId,
      ...(agent_id === undefined ? {} : { agent_id }),
      ...(caused_by.length === 0 ? {} : { caused_by }),
      description,
      details,
    });
    return event_id;
  }

  function boundary(milestone_type: string, description: string, causes: readonly string[]): void {
    lastBoundary = add('MILESTONE', undefined, [lastBoundary, ...causes], description, {
      milestone_type,
    });
  }

  function only(turn: number, milestone_type: string, description: string): SimulationEvent {
    [turnNumber, events, room] = [turn, [], 1];
    boundary(milestone_type, description, []);
    const [event] = events;
    if (event === undefined) throw new Error('no event was made');
    return event;
  }

  /** Asks the model, and repeats failed calls. Returns the id of the answered call. */
  function askModel(agent: string, cause: string | undefined): string | undefined {
    let call = cause;
    const retries = random.chance(0.12) ? random.int(1, 3) : 0;
    for (let retry_count = 0; retry_count <= retries; retry_count++) {
      const isLast = retry_count === retries;
      const latency_ms = isLast ? random.int(300, 2_900) : 5_000;
      clock.advance(latency_ms * 50);
      call = add(
        'SYSTEM',
        agent,
        [call],
        isLast
          ? `LLM call for ${agent} answered in ${String(latency_ms)} ms`
          : `LLM call for ${agent} timed out after 5000 ms, retrying (${String(retry_count + 1)} of 3)`,
        {
          status: isLast ? 'ok' : 'warning',
          ...(isLast ? {} : { error_type: 'timeout', timeout_ms: 5_000 }),
          retry_count,
          llm_model: 'llama3.1:8b',
          latency_ms,
          prompt_tokens: random.int(600, 3_400),
          completion_tokens: isLast ? random.int(40, 420) : 0,
        },
      );
    }
    return call;
  }

  function changeState(
    agent: string,
    good: string,
    causes: readonly (string | undefined)[],
  ): string | undefined {
    const isGlobal = random.chance(0.15);
    const variable_name = `${good}_${random.pick(VARIABLES)}`;
    const key = isGlobal ? variable_name : `${agent}/${variable_name}`;
    const old_value = values.get(key) ?? random.int(20_000, 90_000) / 100;
    const new_value = Math.max(0, Math.round(old_value * 100 + random.normal(0, 900)) / 100);
    values.set(key, new_value);
    const id = add(
      'STATE',
      isGlobal ? undefined : agent,
      causes,
      `${variable_name}${isGlobal ? '' : ` of ${agent}`} went from ${old_value.toFixed(2)} to ${new_value.toFixed(2)} as the deal was settled against open orders`,
      {
        variable_name,
        old_value,
        new_value,
        scope: isGlobal ? 'global' : 'agent',
        unit: variable_name.endsWith('stock') ? 'tonnes' : 'crowns',
        settlement: {
          ledger: `L${String(random.int(100, 999))}`,
          order: random.int(1, 40),
          final: random.chance(0.8),
        },
      },
    );
    if (id !== undefined && seenStates.push(id) > SEEN_STATES) seenStates.shift();
    return id;
  }

  /** An agent decides, acts and changes the world. Ends early when the turn is full. */
  function takeTurn(
    agent: string,
    turnStart: string | undefined,
    decisions: string[],
    actions: string[],
  ): void {
    clock.advance(random.int(1_000, 40_000));
    const seen = Array.from({ length: seenStates.length === 0 ? 0 : random.int(1, 3) }, () =>
      random.pick(seenStates),
    );
    const answer = random.chance(0.55) ? askModel(agent, turnStart) : undefined;
    const good = random.pick(GOODS);
    const partner = random.pick(agents);
    const reason = random.pick(REASONS);
    const wanted = random.int(10, 900);
    const decision = add(
      'DECISION',
      agent,
      [turnStart, answer, ...seen],
      `${agent} plans to move ${String(wanted)} t of ${good} with ${partner} ${reason}`,
      {
        decision_type: random.pick(DECISIONS),
        old_value: { good, amount: random.int(10, 900) },
        new_value: { good, amount: wanted, partner },
        confidence: random.int(40, 99) / 100,
        reasoning: `${agent} expects ${good} to become dearer, ${reason}.`,
      },
    );
    if (decision !== undefined) decisions.push(decision);

    for (let i = random.int(1, 2); i > 0; i--) {
      const others = decisions.length > 1 && random.chance(0.3) ? [random.pick(decisions)] : [];
      const action_type = random.pick(ACTIONS);
      const amount = random.int(1, wanted);
      const price = random.int(800, 12_000) / 100;
      const action = add(
        'ACTION',
        agent,
        [decision, ...others],
        `${agent}: ${action_type} ${String(amount)} t of ${good} with ${partner} at ${price.toFixed(2)}, due in ${String(random.int(1, 6))} turns`,
        {
          action_type,
          action_payload: {
            good,
            amount,
            unit_price: price,
            partner,
            total: Math.round(amount * price * 100) / 100,
          },
          validated: true,
          contract: {
            number: random.int(100_000, 999_999),
            terms: 'net 2 turns, delivery at the seller’s gate',
            insured: random.chance(0.4),
          },
        },
      );
      if (action !== undefined) actions.push(action);
      for (let j = random.int(1, 3); j > 0; j--) {
        const together = actions.length > 1 && random.chance(0.25) ? [random.pick(actions)] : [];
        const state = changeState(agent, good, [action, ...together]);
        if (random.chance(0.3)) addCalculation(agent, good, [action, state]);
      }
    }
  }

  function addCalculation(
    agent: string,
    good: string,
    causes: readonly (string | undefined)[],
  ): void {
    const calculation_type = random.pick(CALCULATIONS);
    const inputs = Array.from({ length: 6 }, () => random.int(0, 100_000) / 1000);
    add(
      'DETAIL',
      agent,
      causes,
      `${calculation_type} of ${good} worked out for ${agent} from six open orders`,
      {
        calculation_type,
        intermediate_values: {
          inputs,
          elasticity: random.int(200, 900) / 1000,
          shortfall: random.int(0, 400),
          clamped: random.chance(0.1),
        },
      },
    );
  }

  return {
    start: () =>
      only(0, 'simulation_start', `Simulation started with ${String(agents.length)} agents`),
    turn: (turn, eventCount) => {
      [turnNumber, events, room] = [turn, [], eventCount - 1];
      clock.advance(random.int(20_000, 90_000));
      boundary('turn_start', `Turn ${String(turn)} started`, []);
      const turnStart = lastBoundary;
      const decisions: string[] = [];
      const actions: string[] = [];
      for (let i = random.int(0, agents.length - 1); room > 0; i++) {
        const agent = agents[i % agents.length];
        if (agent === undefined) throw new RangeError('a simulation needs an agent');
        takeTurn(agent, turnStart, decisions, actions);
      }
      room = 1;
      boundary(
        'turn_end',
        `Turn ${String(turn)} ended after ${String(actions.length)} actions`,
        actions.slice(-MAX_TURN_END_CAUSES),
      );
      return events;
    },
    end: (turn) => only(turn, 'simulation_end', `Simulation ended after ${String(turn)} turns`),
  };
}
