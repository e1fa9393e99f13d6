import type { InferenceRule } from './causal-link';
import type { CausalRole } from './causal-role';

/** The fields of an event that the rules use. */
export interface RuledEvent {
  readonly turn_number: number;
  readonly role: CausalRole;
  /** `null` for an event without an agent. */
  readonly agent_id: string | null;
}

/** A cause inferred for an event. Under every rule the cause is before its effect in event order. */
export interface Inference<Event extends RuledEvent> {
  readonly cause: Event;
  readonly effect: Event;
  readonly rule: InferenceRule;
}
