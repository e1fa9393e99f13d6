/** The fields whose values a filter names, and the parts of the criteria that name them. */
export const NAME_FIELDS = {
  type: { include: 'event_types', exclude: 'exclude_event_types' },
  agent: { include: 'agent_ids', exclude: 'exclude_agent_ids' },
  kind: { include: 'kinds', exclude: 'exclude_kinds' },
} as const;

export type NameField = keyof typeof NAME_FIELDS;

/** How a filter may treat a value: only events with it, or none of them. */
export type Treatment = 'include' | 'exclude';
