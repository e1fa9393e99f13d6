import type { WindowEvent } from './explanation-window';
import type { AddedRule } from './explanation-link';
import type { LinkMap } from './link-map';
import { isBreathDue, type Slices } from './slices';

/**
 * Adds links that a "why" needs and that events seldom declare:
 * - `change_before_change`: the cause of a variable's change is its previous change;
 * - `rejection_before_decision`: the cause of an agent's decision is each failure of its actions since its previous decision: an
 *   ACTION that failed, or a SYSTEM failure after the decision of its turn.
 *
 * Pairs that are linked already are left out.
 */
export function* addLinks(events: readonly WindowEvent[], links: LinkMap): Slices<undefined> {
  const add = (cause: number, effect: number, rule: AddedRule): void => {
    if (!links.causesOf(effect).includes(cause)) links.add(cause, effect, rule);
  };
  /** By sort: the place of the last change. */
  const lastChange: (number | undefined)[] = [];
  const lastDecision = new Map<string, number>();
  const refusals = new Map<string, { readonly at: number; readonly turn: number }[]>();
  for (const event of events) {
    if (isBreathDue(event.at)) yield;
    if (event.variable !== null) {
      const before = lastChange[event.sort];
      if (before !== undefined) add(before, event.at, 'change_before_change');
      lastChange[event.sort] = event.at;
    }
    if (event.agent === null) continue;
    if (isRefusal(event, lastDecision.get(event.agent))) {
      const known = refusals.get(event.agent) ?? [];
      refusals.set(event.agent, [...known, event].slice(-MAX_REFUSALS));
    }
    // A failure of the same turn is a failed call, which declares or has no link, but no rejection of an earlier action.
    if (event.type === 'DECISION') {
      lastDecision.set(event.agent, event.turn);
      const earlier = refusals.get(event.agent)?.filter(({ turn }) => turn < event.turn) ?? [];
      for (const { at } of earlier) add(at, event.at, 'rejection_before_decision');
      if (earlier.length > 0) {
        const rest = refusals.get(event.agent)?.filter(({ turn }) => turn >= event.turn) ?? [];
        refusals.set(event.agent, rest);
      }
    }
  }
  return undefined;
}

/** More rejections between two decisions of an agent are not told apart. */
const MAX_REFUSALS = 8;

/** An action that failed, or the report of a failure after the agent's decision of the turn. */
function isRefusal(
  { type, turn, outcome }: WindowEvent,
  lastDecisionTurn: number | undefined,
): boolean {
  if (outcome !== 'failed') return false;
  return type === 'ACTION' || (type === 'SYSTEM' && turn === lastDecisionTurn);
}
