import type { Observation, ProposedAction } from '../../simulation/simulation-parts';
import type { WorldState } from '../../simulation/world';
import type { Luck } from './luck';
import type { PlantedTurn } from './planted-turn';
import type { ShockTarget } from './shocks';

/** An agent of a planted world. It has one setting, which it decides each turn, and acts by it. */
export interface WorldAgent {
  readonly name: string;
  /** The variable that it sets: its own, or the world's for the policy. */
  readonly setting: string;
  readonly isModelAsked: boolean;
  /** The highest value of the setting. Default: none. */
  readonly most?: number;
  /** The variables that its rule reads, as `based_on` names them. The first matters most. */
  readonly senses: readonly string[];
}

/** A world into which causes are planted. Everything that changes a value is declared as its cause. */
export interface PlantedWorld {
  readonly name: string;
  readonly turns: number;
  readonly agents: readonly WorldAgent[];
  /** The agent that sets a variable of the world, which it seldom does. */
  readonly policyAgent: string;
  readonly shockTarget: ShockTarget;
  /** The types of action, besides `set` and `aside`. */
  readonly actions: readonly string[];
  begin(luck: Luck): WorldState;
  /** The agent's rule: the value of its setting, by its observation. */
  choose(agent: WorldAgent, seen: Sight): number;
  /** The actions that follow, by its observation and its setting. */
  act(agent: WorldAgent, seen: Sight, setting: number): readonly ProposedAction[];
  /** The world's own changes, after settings are adopted. */
  advance(turn: PlantedTurn): void;
}

/** The type of actions that matter little. */
export const MINOR_ACTION = 'aside';

/** An observation, as numbers. */
export interface Sight {
  readonly turn: number;
  readonly luck: Luck;
  /** The agent's own variable, else the world's, or `other.name`; 0 if there is none. */
  number(reference: string): number;
  /** Whether an action that matters was rejected in the turn before. */
  readonly isRefused: boolean;
}

export function seeNumbers(
  { turn, self, globals, others, rejections }: Observation,
  luck: Luck,
): Sight {
  return {
    turn,
    luck,
    isRefused: rejections.some((reason) => !reason.startsWith(`${MINOR_ACTION}:`)),
    number: (reference) => {
      const [owner = '', name = ''] = reference.split('.');
      const value = self[reference] ?? globals[reference] ?? others[owner]?.[name];
      return typeof value === 'number' ? value : 0;
    },
  };
}

/**
 * The next value of a setting: agents review it every few turns, and at once when the wish is far off. A review goes half of the
 * way.
 */
export function review(
  current: number,
  wanted: number,
  { isDue, alarm }: { readonly isDue: boolean; readonly alarm: number },
): number {
  const isFar = Math.abs(wanted - current) > alarm * Math.abs(current);
  return isDue || isFar ? current + (wanted - current) / 2 : current;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** `sell 12.5`: an action with an amount, of two digits by default. */
export function propose(action_type: string, amount: number, digits = 2): ProposedAction {
  return { action_type, action_payload: { amount: Number(amount.toFixed(digits)) } };
}
