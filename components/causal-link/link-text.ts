import type { MissingReason } from '@/lib/causality/causal-link';
import type { ExplanationLink, ExplanationRule } from '@/lib/causality/explain/explanation-link';

const REASONS: Readonly<Record<ExplanationRule, string>> = {
  decision_before_action: 'an action follows its agent’s last decision of the turn',
  turn_start_before_action: 'an action without a decision follows the start of its turn',
  turn_start_before_decision: 'a decision follows the start of its turn',
  action_before_state: 'a change of state follows its agent’s last action of the turn',
  actions_before_turn_end: 'a turn ends after its actions',
  turn_end_before_turn_start: 'a turn starts after the one before has ended',
  simulation_start_before_turn_start: 'the first turn starts after the simulation has',
  turn_end_before_simulation_end: 'the simulation ends after its last turn',
  rejection_before_decision: 'a decision follows the rejections since its agent’s decision before',
  change_before_change: 'a change of a variable follows its change before',
};

/** The origin of a link: a short text, and its explanation. */
export interface LinkText {
  readonly label: string;
  readonly reason: string;
}

export function linkText(link: ExplanationLink): LinkText {
  return link.origin === 'declared'
    ? { label: 'declared', reason: 'The effect names the cause in caused_by.' }
    : {
        label: `inferred: ${link.rule.replaceAll('_', ' ')}`,
        reason: `No event declares it; the rule is that ${REASONS[link.rule]}.`,
      };
}

const MISSING: Readonly<Record<MissingReason, string>> = {
  dropped: 'dropped while it was recorded',
  below_verbosity: 'below the recorded verbosity',
  unknown: 'why is not known',
};

/** Why a named cause is not in the files. */
export function missingText(reason: MissingReason): string {
  return MISSING[reason];
}
