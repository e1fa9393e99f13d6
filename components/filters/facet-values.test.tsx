import { describe, expect, it } from 'vitest';
import type { EventFacets } from '@/lib/api/contract';
import { orderFacet } from './facet-order';
import { agentFacet, typeFacet } from './facet-values';

function typesOf(length: number) {
  return Array.from({ length }, (_, at) => ({ event_type: `T${String(at)}`, event_count: 10 }));
}

function agentsOf(length: number) {
  return Array.from({ length }, (_, at) => ({
    agent_id: `a${String(at)}`,
    event_count: 10,
    failed_count: 0,
  }));
}

function facets(part: Partial<EventFacets>): EventFacets {
  const none = { values: [], value_count: 0, other_count: 0 };
  return {
    total: 0,
    turns: null,
    times: null,
    event_types: none,
    agents: none,
    kinds: none,
    outcomes: none,
    ...part,
  };
}

describe('types', () => {
  it('stand in their order, also without events in the filter', () => {
    const run = { event_types: [...typesOf(2), { event_type: 'ACTION', event_count: 1 }] };
    const counted = facets({ event_types: { values: typesOf(1), value_count: 1, other_count: 0 } });
    const { values, isWhole } = typeFacet({ ...run, event_type_count: 3 }, counted);
    expect(values.map(({ name, count }) => [name, count])).toEqual([
      ['ACTION', 0],
      ['T0', 10],
      ['T1', 0],
    ]);
    expect(isWhole).toBe(true);
  });

  it('have no count of 0 that was not counted', () => {
    const run = { event_types: typesOf(800), event_type_count: 800 };
    const counted = facets({
      event_types: { values: typesOf(500), value_count: 800, other_count: 0 },
    });
    const facet = typeFacet(run, counted);
    expect(facet.values.filter((value) => value.count === 0)).toEqual([]);
    expect(facet).toMatchObject({ isWhole: false, valueCount: 800, beyondCount: 300 });
  });

  it('are searched by the server when the summary does not list all', () => {
    const run = { event_types: typesOf(100), event_type_count: 1000 };
    expect(typeFacet(run, undefined)).toMatchObject({
      isWhole: false,
      valueCount: 1000,
      beyondCount: 900,
    });
    const counted = facets({ event_types: { values: typesOf(2), value_count: 2, other_count: 0 } });
    expect(typeFacet(run, counted)).toMatchObject({ isWhole: false, valueCount: 1000 });
  });
});

describe('agents', () => {
  it('are searched by the server when the summary does not list all, also under a filter', () => {
    const run = { agents: agentsOf(100), agent_count: 50_000, event_count: 500_000 };
    const counted = facets({ agents: { values: agentsOf(2), value_count: 2, other_count: 0 } });
    expect(agentFacet(run, counted)).toMatchObject({ isWhole: false, valueCount: 50_000 });
    expect(agentFacet(run, undefined)).toMatchObject({ isWhole: false, beyondCount: 49_900 });
  });

  it('by events stand with the largest first; events of no agent are one value', () => {
    const run = { agents: agentsOf(3), agent_count: 3, event_count: 35 };
    const named = agentFacet(run, undefined).values.map(({ name, count }) => [name, count]);
    expect(named).toEqual([
      ['a0', 10],
      ['a1', 10],
      ['a2', 10],
      ['', 5],
    ]);
    const values = [{ agent_id: null, event_count: 5, failed_count: 2 }, ...agentsOf(2).slice(1)];
    const facet = agentFacet(run, facets({ agents: { values, value_count: 2, other_count: 0 } }));
    const byFailed = orderFacet(facet.values, 'failed');
    expect(byFailed.map(({ name, failedCount }) => [name, failedCount])).toEqual([
      ['', 2],
      ['a1', 0],
      ['a0', 0],
      ['a2', 0],
    ]);
    const byEvents = orderFacet(facet.values, 'events');
    expect(byEvents.map(({ name, count }) => [name, count])).toEqual([
      ['a1', 10],
      ['', 5],
      ['a0', 0],
      ['a2', 0],
    ]);
    expect(facet.isWhole).toBe(true);
  });

  it('by name stand with numbers by their value, and no agent last', () => {
    const values = ['agent_10', '', 'agent_9', 'Bo'].map((name, at) => ({
      name,
      label: name === '' ? 'no agent' : name,
      count: at,
    }));
    const names = orderFacet(values, 'name').map(({ name }) => name);
    expect(names).toEqual(['agent_9', 'agent_10', 'Bo', '']);
  });
});
