/** A cause and its effect, by event id, and the origin of the link. */
export type CausalLink = DeclaredLink | InferredLink;

/** The effect names the cause in `caused_by`. */
export interface DeclaredLink {
  readonly cause: string;
  readonly effect: string;
  readonly origin: 'declared';
}

/** A link that no event declares and a rule infers. */
export interface InferredLink {
  readonly cause: string;
  readonly effect: string;
  readonly origin: 'inferred';
  readonly rule: InferenceRule;
}

/** The rules that infer links. In each name the cause comes first. */
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

/** The links to follow. */
export const LINK_CHOICES = ['declared', 'inferred', 'all'] as const;
export type LinkChoice = (typeof LINK_CHOICES)[number];
export const DEFAULT_LINKS: LinkChoice = 'declared';

/** Why a cause is not in the files, as far as that is known. */
export const MISSING_REASONS = ['dropped', 'below_verbosity', 'unknown'] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

/** The id of a cause that belongs to no event. */
export interface MissingCause {
  readonly event_id: string;
  readonly reason: MissingReason;
}
