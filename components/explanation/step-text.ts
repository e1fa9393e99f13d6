import type { EventExplanation } from '@/lib/api/client';
import type { AddedRule } from '@/lib/causality/explain/explanation-link';

type ExplanationLink = EventExplanation['links'][number];

const ADDED_TEXTS: Readonly<Record<AddedRule, string>> = {
  rejection_before_decision: 'after the rejection, inferred',
  change_before_change: 'from its value before, inferred',
};

function isAdded(rule: string): rule is AddedRule {
  return Object.hasOwn(ADDED_TEXTS, rule);
}

/** How a step of a story follows from the one before, where no event declares it; `undefined` for declared links. */
export function stepText(link: ExplanationLink | undefined): string | undefined {
  if (link === undefined || link.origin === 'declared') return undefined;
  return isAdded(link.rule)
    ? ADDED_TEXTS[link.rule]
    : `inferred: ${link.rule.replaceAll('_', ' ')}`;
}
