import type { VariableKey } from './variable';

/**
 * A unique text for a variable, for addresses: `name` for a global variable, `agent:name` for an agent's. A global name that
 * contains a colon gets a colon before it. A colon or a backslash in an agent's id gets a backslash before it.
 */
export function writeVariableKey({ agent_id, variable_name }: VariableKey): string {
  if (agent_id === null) return variable_name.includes(':') ? `:${variable_name}` : variable_name;
  return `${agent_id.replace(/[\\:]/g, '\\$&')}:${variable_name}`;
}

/**
 * The variable of a text written by {@link writeVariableKey}. Any other text names a variable too, but maybe none that exists.
 */
export function readVariableKey(text: string): VariableKey {
  if (!text.includes(':')) return { scope: 'global', agent_id: null, variable_name: text };
  if (text.startsWith(':')) {
    return { scope: 'global', agent_id: null, variable_name: text.slice(1) };
  }
  const { agent = '', name = '' } =
    /^(?<agent>(?:[^\\:]|\\.)*):(?<name>.*)$/s.exec(text)?.groups ?? {};
  return { scope: 'agent', agent_id: agent.replace(/\\(.)/gs, '$1'), variable_name: name };
}
