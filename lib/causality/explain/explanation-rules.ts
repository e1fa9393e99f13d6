import type { Rule } from './rule';
import { failure, failureStreak, fallback } from './rules/failure-rules';
import { oddNumber, recordNumber, settingMoved, wrongObservation } from './rules/number-rules';
import { phaseBegins, rareKind } from './rules/rarity-rules';

/** All rules of an explanation. */
export const EXPLANATION_RULES: readonly Rule[] = [
  failure,
  failureStreak,
  fallback,
  recordNumber,
  oddNumber,
  settingMoved,
  wrongObservation,
  rareKind,
  phaseBegins,
];
