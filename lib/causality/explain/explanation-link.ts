import type { DeclaredLink, InferenceRule, InferredLink } from '../causal-link';

/**
 * Rules that infer links for explanations only. They add to what events declare: `/causality` does not follow them.
 */
export const ADDED_RULES = ['rejection_before_decision', 'change_before_change'] as const;
export type AddedRule = (typeof ADDED_RULES)[number];

export type ExplanationRule = InferenceRule | AddedRule;

/** A link of an explanation. */
export type ExplanationLink =
  DeclaredLink | (Omit<InferredLink, 'rule'> & { readonly rule: ExplanationRule });

/** Why a chain takes one of several causes, the strongest reason first. */
export const FORK_REASONS = [
  'only_way',
  'same_variable',
  'stands_out',
  'same_agent',
  'quickest',
] as const;
export type ForkReason = (typeof FORK_REASONS)[number];
