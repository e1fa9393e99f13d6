import type { InferenceRule } from './causal-link';
import type { CausalRole } from './causal-role';

/** What the rules look at of an event. */
export interface RuledEvent {
  readonly turn_number: number;
  readonly role: CausalRole;
  /** `null` for an event of no agent. */
  readonly agent_id: string | null;
}

/** A cause that a rule takes an event to have. It stands before its effect in event order, whatever the rule. */
export interface Inference<Event extends RuledEvent> {
  readonly cause: Event;
  readonly effect: Event;
  readonly rule: InferenceRule;
}
