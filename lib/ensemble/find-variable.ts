import type { VariableKey } from '../replay/variable';
import type { DigestVariable } from './run-digest';

/** The variable with this key; `undefined` when the run has no numbers of it. */
export function findVariable(
  variables: readonly DigestVariable[],
  { agent_id, variable_name }: VariableKey,
): DigestVariable | undefined {
  return variables.find((one) => one.variable_name === variable_name && one.agent_id === agent_id);
}
