import { isTree, jsonText, membersOf, type ExactJson } from '@/components/ui/exact-json';
import { variableRank } from '@/lib/replay/variable-rank';
import type { WorldValue } from './world-state';

/** A row of the state table. */
export type StateRow =
  | {
      readonly kind: 'group';
      /** The agent of the variables; `null` for the global ones. */
      readonly agentId: string | null;
      readonly key: string;
      readonly count: number;
      readonly changedCount: number;
      readonly isOpen: boolean;
    }
  | {
      readonly kind: 'value';
      readonly key: string;
      readonly value: WorldValue;
      /** `undefined` for values without members. */
      readonly isOpen: boolean | undefined;
    }
  | {
      readonly kind: 'member';
      readonly key: string;
      readonly name: string;
      /** 1 for members directly inside a variable. */
      readonly depth: number;
      /** `undefined` for a removed member. */
      readonly value: ExactJson | undefined;
      /** `undefined` for a new member. */
      readonly previous: ExactJson | undefined;
      readonly isChanged: boolean;
      readonly isOpen: boolean | undefined;
    };

export interface StateRowOptions {
  /** The keys of closed groups; others are open. */
  readonly closedGroups: ReadonlySet<string>;
  /** The keys of open values and members; others are closed. */
  readonly openValues: ReadonlySet<string>;
  /** Part of a variable's or an agent's name. While it is not empty, all groups are open. */
  readonly search: string;
  readonly onlyChanged: boolean;
}

/** The state as rows of the same height: global variables, then a group per agent, in the order of the answer. */
export function stateRows(
  values: readonly WorldValue[],
  options: StateRowOptions,
): readonly StateRow[] {
  const rows: StateRow[] = [];
  for (const [key, members] of groupsOf(values, options)) {
    const agentId = members[0]?.agent_id ?? null;
    const isOpen = options.search !== '' || !options.closedGroups.has(key);
    const changedCount = members.filter(({ changed }) => changed).length;
    rows.push({ kind: 'group', agentId, key, count: members.length, changedCount, isOpen });
    if (!isOpen) continue;
    for (const value of members) {
      for (const row of valueRows(value, options.openValues)) rows.push(row);
    }
  }
  return rows;
}

/** The key of a group. */
export function groupKey(agentId: string | null): string {
  return agentId === null ? 'global' : `agent ${agentId}`;
}

function groupsOf(
  values: readonly WorldValue[],
  { search, onlyChanged }: StateRowOptions,
): ReadonlyMap<string, readonly WorldValue[]> {
  const wanted = search.trim();
  const groups = new Map<string, WorldValue[]>();
  for (const value of values) {
    if (onlyChanged && !value.changed) continue;
    if (wanted !== '' && variableRank(value, wanted) === undefined) continue;
    const key = groupKey(value.agent_id);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

function valueRows(value: WorldValue, openValues: ReadonlySet<string>): readonly StateRow[] {
  const key = `${groupKey(value.agent_id)} ${value.variable_name}`;
  if (value.value === undefined || !isTree(value.value)) {
    return [{ kind: 'value', key, value, isOpen: undefined }];
  }
  const isOpen = openValues.has(key);
  const row: StateRow = { kind: 'value', key, value, isOpen };
  if (!isOpen) return [row];
  return [row, ...memberRows(value, value.value, key, openValues)];
}

type MemberRow = StateRow & { readonly kind: 'member' };

/** The open members inside a variable, each followed by its own. */
function memberRows(
  { changed, previous }: WorldValue,
  value: ExactJson,
  key: string,
  openValues: ReadonlySet<string>,
): readonly MemberRow[] {
  const rows: MemberRow[] = [];
  /** A stack of rows. */
  const waiting: MemberRow[] = [];
  const enqueue = (of: readonly MemberRow[]): void => {
    for (const row of of.toReversed()) waiting.push(row);
  };
  enqueue(rowsInside(value, changed ? previous : value, { parent: key, depth: 1, openValues }));
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    rows.push(row);
    if (row.value === undefined || row.isOpen !== true) continue;
    enqueue(
      rowsInside(row.value, row.previous, { parent: row.key, depth: row.depth + 1, openValues }),
    );
  }
  return rows;
}

/** The members of one level, including removed ones. */
function rowsInside(
  value: ExactJson,
  previous: ExactJson | undefined,
  place: {
    readonly parent: string;
    readonly depth: number;
    readonly openValues: ReadonlySet<string>;
  },
): readonly MemberRow[] {
  const { parent, depth, openValues } = place;
  const now = new Map(membersOf(value));
  const before = previous === value ? now : new Map(previous && membersOf(previous));
  return [...new Set([...now.keys(), ...before.keys()])].map((name) => {
    const key = `${parent}\n${name}`;
    const [member, was] = [now.get(name), before.get(name)];
    const isOpen = member !== undefined && isTree(member) ? openValues.has(key) : undefined;
    const isChanged = previous !== undefined && member !== was && !isSame(member, was);
    return { kind: 'member', key, name, depth, value: member, previous: was, isChanged, isOpen };
  });
}

function isSame(member: ExactJson | undefined, was: ExactJson | undefined): boolean {
  return member !== undefined && was !== undefined && jsonText(member) === jsonText(was);
}
