import type { InferenceRule, MissingReason } from '@/lib/causality/causal-link';
import { countOf } from '@/components/ui/format-count';
import type { ShownLink } from './shown-graph';

const REASONS: Readonly<Record<InferenceRule, string>> = {
  decision_before_action: 'an action follows its agent’s last decision of the turn',
  turn_start_before_action: 'an action without a decision follows the start of its turn',
  turn_start_before_decision: 'a decision follows the start of its turn',
  action_before_state: 'a change of state follows its agent’s last action of the turn',
  actions_before_turn_end: 'a turn ends after its actions',
  turn_end_before_turn_start: 'a turn starts after the one before has ended',
  simulation_start_before_turn_start: 'the first turn starts after the simulation has',
  turn_end_before_simulation_end: 'the simulation ends after its last turn',
};

/** The rule as one reads it: `decision before action`. */
export function ruleName(rule: InferenceRule): string {
  return rule.replaceAll('_', ' ');
}

/** How a link is known: a word or two, and what that means. */
export function linkText(link: ShownLink): { readonly label: string; readonly reason: string } {
  switch (link.origin) {
    case 'declared':
      return { label: 'declared', reason: 'The effect names the cause in caused_by.' };
    case 'inferred':
      return {
        label: `inferred: ${ruleName(link.rule)}`,
        reason: `No event says so; the rule is that ${REASONS[link.rule]}.`,
      };
    case 'transitive':
      return {
        label: `through ${countOf(link.hiddenCount, 'hidden event')}`,
        reason: link.isDeclared
          ? 'The shortest way between the two; all its links are declared.'
          : 'The shortest way between the two; some of its links are inferred.',
      };
  }
}

const MISSING: Readonly<Record<MissingReason, string>> = {
  dropped: 'dropped while it was recorded',
  below_verbosity: 'below the recorded verbosity',
  unknown: 'why is not known',
};

export function missingText(reason: MissingReason): string {
  return MISSING[reason];
}
