import { describe, expect, it } from 'vitest';
import { readExactJson } from '@/components/ui/exact-json';
import { groupKey, stateRows, type StateRow, type StateRowOptions } from './state-rows';
import type { WorldValue } from './world-state';

function value(name: string, agent: string | null, now: unknown, was?: unknown): WorldValue {
  const scope = agent === null ? 'global' : 'agent';
  return {
    scope,
    agent_id: agent,
    variable_name: name,
    value: readExactJson(JSON.stringify(now)),
    changed: was !== undefined,
    previous: was === undefined ? undefined : readExactJson(JSON.stringify(was)),
    source: 'event',
    event_id: `set ${name}`,
    turn: 4,
  };
}

const VALUES = [
  value('price', null, 12, 10),
  value('stocks', null, { oslo: 3, mill: [1, 2] }, { oslo: 5, mill: [1, 2], gone: true }),
  value('mood', 'ada', 'calm'),
  value('wealth', 'bo', 7, 7),
];

const ALL: StateRowOptions = {
  closedGroups: new Set(),
  openValues: new Set(),
  search: '',
  onlyChanged: false,
};

function names(rows: readonly StateRow[]): readonly string[] {
  return rows.map((row) => {
    if (row.kind === 'group') return `${row.agentId ?? 'global'}: ${row.count}/${row.changedCount}`;
    return row.kind === 'value' ? row.value.variable_name : `${'.'.repeat(row.depth)}${row.name}`;
  });
}

describe('stateRows', () => {
  it('puts the global variables first, then the variables of each agent', () => {
    expect(names(stateRows(VALUES, ALL))).toEqual([
      ...['global: 2/2', 'price', 'stocks', 'ada: 1/0', 'mood', 'bo: 1/1', 'wealth'],
    ]);
  });

  it('leaves out the content of closed groups, except during a search', () => {
    const closed = { ...ALL, closedGroups: new Set([groupKey('ada'), groupKey(null)]) };
    expect(names(stateRows(VALUES, closed))).toEqual([
      'global: 2/2',
      'ada: 1/0',
      'bo: 1/1',
      'wealth',
    ]);
    expect(names(stateRows(VALUES, { ...closed, search: 'MOO' }))).toEqual(['ada: 1/0', 'mood']);
  });

  it('finds a variable by its agent, too', () => {
    expect(names(stateRows(VALUES, { ...ALL, search: ' bo ' }))).toEqual(['bo: 1/1', 'wealth']);
  });

  it('keeps only variables set in the turn', () => {
    expect(names(stateRows(VALUES, { ...ALL, onlyChanged: true }))).toEqual([
      ...['global: 2/2', 'price', 'stocks', 'bo: 1/1', 'wealth'],
    ]);
  });

  it('opens values member by member, and shows changed and removed ones', () => {
    const stocks = stateRows(VALUES, ALL).find(
      (row) => row.kind === 'value' && row.value.variable_name === 'stocks',
    );
    expect(stocks?.isOpen).toBe(false);
    const open = { ...ALL, openValues: new Set([stocks?.key ?? '']) };
    const members = stateRows(VALUES, open).filter((row) => row.kind === 'member');
    expect(members.map(({ name, isChanged, isOpen }) => [name, isChanged, isOpen])).toEqual([
      ['oslo', true, undefined],
      ['mill', false, false],
      ['gone', true, undefined],
    ]);
    expect(members[2]?.value).toBeUndefined();

    const mill = members[1]?.key ?? '';
    const deeper = { ...ALL, openValues: new Set([stocks?.key ?? '', mill]) };
    expect(names(stateRows(VALUES, deeper)).slice(2, 7)).toEqual([
      ...['stocks', '.oslo', '.mill', '..0', '..1'],
    ]);
  });

  it('has no member that changed in a value that did not', () => {
    const still = [value('stocks', null, { oslo: 3 })];
    const [, row] = stateRows(still, ALL);
    const rows = stateRows(still, { ...ALL, openValues: new Set([row?.key ?? '']) });
    expect(rows.map((each) => each.kind === 'member' && each.isChanged)).toEqual([
      ...[false, false, false],
    ]);
  });

  it('takes a variable and an agent of the same name apart', () => {
    const rows = stateRows([value('a', null, 1), value('a', 'a', 1), value('a', 'global', 1)], ALL);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });
});
