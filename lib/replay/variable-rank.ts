import { nameRank } from '../filters/name-rank';
import type { VariableKey } from './variable';
import { readVariableKey } from './variable-key';

/**
 * How well names match the text that a variable is searched by: `variable_name` and `agent_id` are compared with the whole text
 * or, for a text `agent:name`, each with its part. `undefined` for a name that does not match.
 */
export interface VariableRanks<Rank> {
  readonly name: Rank;
  readonly agent: Rank;
  readonly nameOfAgents: Rank;
  readonly agentWithName: Rank;
}

/** The texts to compare; `undefined` where the text has no such part. */
export function variableTexts(text: string): VariableRanks<string | undefined> {
  const { agent_id, variable_name } = readVariableKey(text);
  const isOfAgent = agent_id !== null;
  return {
    name: text,
    agent: text,
    nameOfAgents: isOfAgent ? variable_name : undefined,
    agentWithName: isOfAgent ? agent_id : undefined,
  };
}

/**
 * How well a variable matches a text, by its name, its agent or `agent:name`. 0 is best; `undefined` when it does not match.
 */
export function variableRank(
  { agent_id, variable_name }: VariableKey,
  text: string,
): number | undefined {
  const texts = variableTexts(text);
  const rankOf = (name: string | null, wanted: string | undefined): number =>
    name === null || wanted === undefined ? Infinity : (nameRank(name, wanted) ?? Infinity);
  const best = Math.min(
    rankOf(variable_name, texts.name),
    rankOf(agent_id, texts.agent),
    rankOf(agent_id, texts.agentWithName) + rankOf(variable_name, texts.nameOfAgents),
  );
  return best === Infinity ? undefined : best;
}
