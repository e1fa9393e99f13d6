/** The nodes that a reader has expanded and collapsed around one selected event, by event and group ids. */
export interface Exploration {
  /** Events whose causes and effects were requested, too. */
  readonly expanded: ReadonlySet<string>;
  /** Events whose branches are collapsed. */
  readonly collapsed: ReadonlySet<string>;
  readonly openGroups: ReadonlySet<string>;
}

export const UNEXPLORED: Exploration = {
  expanded: new Set(),
  collapsed: new Set(),
  openGroups: new Set(),
};

/** Shows the branch again if it is collapsed, otherwise one step more. */
export function expandEvent(exploration: Exploration, id: string): Exploration {
  const { expanded, collapsed } = exploration;
  if (collapsed.has(id)) return { ...exploration, collapsed: without(collapsed, id) };
  return { ...exploration, expanded: new Set([...expanded, id]) };
}

export function collapseEvent(exploration: Exploration, id: string): Exploration {
  return { ...exploration, collapsed: new Set([...exploration.collapsed, id]) };
}

export function openGroup(exploration: Exploration, id: string): Exploration {
  return { ...exploration, openGroups: new Set([...exploration.openGroups, id]) };
}

export function closeGroup(exploration: Exploration, id: string): Exploration {
  return { ...exploration, openGroups: without(exploration.openGroups, id) };
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids].filter((other) => other !== id));
}
