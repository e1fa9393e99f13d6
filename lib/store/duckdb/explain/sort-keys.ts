import type { IndexNames } from '../index/index-names';
import { VARIABLE_CODES } from '../../../scan/event-columns';

/** The codes that tell the sort of an event. */
export interface SortCodes {
  readonly type: number;
  /** 0 for none. */
  readonly agent: number;
  readonly kind: number;
  readonly variable: number;
}

/** A variable of the world belongs to no agent, whoever sets it. */
export const SELECT_OWNER = `CASE variable WHEN ${String(VARIABLE_CODES.global)} THEN 0 ELSE agent END`;

/** Gives each sort of events (see `WindowEvent`) a number of its own, made of the codes of its names. */
export function sortKeys(names: Pick<IndexNames, 'count'>): (codes: SortCodes) => number {
  const [agents, types] = [names.count('agent'), names.count('type')];
  const variables = Object.keys(VARIABLE_CODES).length + 1;
  return ({ type, agent, kind, variable }) => {
    const owner = variable === VARIABLE_CODES.global ? 0 : agent;
    return ((kind * agents + owner) * types + type) * variables + variable;
  };
}
