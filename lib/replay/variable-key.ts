import type { VariableKey } from './variable';

/**
 * A variable as one text that tells it from all others, for addresses: `name` of a global one, `agent:name` of an
 * agent's. A global name that has a colon itself has one before it; a colon or a backslash in an agent's id has a
 * backslash before it.
 */
export function writeVariableKey({ agent_id, variable_name }: VariableKey): string {
  if (agent_id === null) return variable_name.includes(':') ? `:${variable_name}` : variable_name;
  return `${agent_id.replace(/[\\:]/g, '\\$&')}:${variable_name}`;
}

/** The variable of a text that {@link writeVariableKey} wrote; any other text may be that of a variable nobody has. */
export function readVariableKey(text: string): VariableKey {
  if (!text.includes(':')) return { scope: 'global', agent_id: null, variable_name: text };
  if (text.startsWith(':')) {
    return { scope: 'global', agent_id: null, variable_name: text.slice(1) };
  }
  const { agent = '', name = '' } =
    /^(?<agent>(?:[^\\:]|\\.)*):(?<name>.*)$/s.exec(text)?.groups ?? {};
  return { scope: 'agent', agent_id: agent.replace(/\\(.)/gs, '$1'), variable_name: name };
}
