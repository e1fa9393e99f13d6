import { canonicalEventType } from '../events/event-type';

/** The boundaries of turns and of the simulation. They are kinds of events. */
export const BOUNDARIES = ['simulation_start', 'turn_start', 'turn_end', 'simulation_end'] as const;
export type Boundary = (typeof BOUNDARIES)[number];

/** The role of an event in the rules that infer causes. */
export type CausalRole = 'decision' | 'action' | 'state' | Boundary;

/** The types of boundary events; llm-sim uses SYSTEM. */
export const BOUNDARY_TYPES = ['MILESTONE', 'SYSTEM'] as const;

const DEED_ROLES: Readonly<Record<string, CausalRole>> = {
  DECISION: 'decision',
  ACTION: 'action',
  STATE: 'state',
};

/** The role of an event with this type (in any spelling) and kind; `undefined` when the rules ignore it. */
export function causalRole(eventType: string, kind: string | null): CausalRole | undefined {
  const type = canonicalEventType(eventType);
  if (Object.hasOwn(DEED_ROLES, type)) return DEED_ROLES[type];
  if (!BOUNDARY_TYPES.some((boundaryType) => boundaryType === type)) return undefined;
  return BOUNDARIES.find((boundary) => boundary === kind);
}

export function isBoundaryRole(role: CausalRole): role is Boundary {
  return BOUNDARIES.some((boundary) => boundary === role);
}
