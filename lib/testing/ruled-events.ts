import type { CausalRole } from '../causality/causal-role';
import type { Inference, RuledEvent } from '../causality/inference';

export interface NamedEvent extends RuledEvent {
  readonly name: string;
}

const ROLES: Readonly<Record<string, CausalRole>> = {
  D: 'decision',
  A: 'action',
  S: 'state',
  '[': 'turn_start',
  ']': 'turn_end',
  '<': 'simulation_start',
  '>': 'simulation_end',
};

/**
 * Parses events in event order from text; the parts of the text are also their names. `D:ada A:ada` is a DECISION and an ACTION
 * of ada, `[ ]` are the start and the end of a turn, `< >` of the simulation. `[1 ]1` sets the turn, which is 0 by default.
 * `A:ada:2` is another event than `A:ada`.
 */
export function parseEvents(text: string): readonly NamedEvent[] {
  return text.split(' ').map((name) => {
    const [letter, agent] = [name.charAt(0), name.split(':')[1] ?? ''];
    return {
      name,
      role: ROLES[letter] ?? 'state',
      agent_id: agent === '' ? null : agent,
      turn_number: Number(/^[[\]<>](\d+)/.exec(name)?.[1] ?? 0),
    };
  });
}

/** `cause -> effect`, in the given order. */
export function writeInferences(inferences: readonly Inference<NamedEvent>[]): readonly string[] {
  return inferences.map(({ cause, effect }) => `${cause.name} -> ${effect.name}`);
}
