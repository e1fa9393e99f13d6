/** A cause and its effect, by event id, and how the link is known. */
export type CausalLink = DeclaredLink | InferredLink;

/** The effect names the cause in `caused_by`. */
export interface DeclaredLink {
  readonly cause: string;
  readonly effect: string;
  readonly origin: 'declared';
}

/** No event says so: a rule takes it to be so. */
export interface InferredLink {
  readonly cause: string;
  readonly effect: string;
  readonly origin: 'inferred';
  readonly rule: InferenceRule;
}

/** Why a link is inferred; cause first, as in the link. */
export const INFERENCE_RULES = [
  'decision_before_action',
  'turn_start_before_action',
  'turn_start_before_decision',
  'action_before_state',
  'actions_before_turn_end',
  'turn_end_before_turn_start',
  'simulation_start_before_turn_start',
  'turn_end_before_simulation_end',
] as const;
export type InferenceRule = (typeof INFERENCE_RULES)[number];

/** Which links are followed. */
export const LINK_CHOICES = ['declared', 'inferred', 'all'] as const;
export type LinkChoice = (typeof LINK_CHOICES)[number];
export const DEFAULT_LINKS: LinkChoice = 'declared';

/** Why an event that is named as a cause is not in the files, as far as that is known. */
export const MISSING_REASONS = ['dropped', 'below_verbosity', 'unknown'] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

/** An id that is named as a cause and that no event has. */
export interface MissingCause {
  readonly event_id: string;
  readonly reason: MissingReason;
}
