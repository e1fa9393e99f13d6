export const VARIABLE_SCOPES = ['global', 'agent'] as const;
export type VariableScope = (typeof VARIABLE_SCOPES)[number];

/** What tells a variable from all others of a run. */
export interface VariableKey {
  readonly scope: VariableScope;
  /** Whose it is; `null` for a global one. */
  readonly agent_id: string | null;
  readonly variable_name: string;
}
