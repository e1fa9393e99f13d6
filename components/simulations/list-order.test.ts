import { describe, expect, it } from 'vitest';
import type { SimulationListing } from '@/lib/api/contract';
import {
  arrangeList,
  chosenBy,
  DEFAULT_LIST_VIEW,
  MAX_CHOSEN,
  readListView,
  SORT_COLUMNS,
  sortedBy,
  turnCount,
  writeListView,
} from './list-order';

function listing(id: string, given: Partial<SimulationListing> = {}): SimulationListing {
  return {
    id,
    name: id,
    status: 'finished',
    start_time: null,
    end_time: null,
    event_count: 0,
    first_turn: null,
    last_turn: null,
    agent_count: 0,
    bytes: 0,
    index: { state: 'ready', bytes_indexed: 0, bytes_total: 0 },
    ...given,
  };
}

describe('the list of simulations', () => {
  const list = [
    listing('run-10', { start_time: '2026-01-01T12:00:00+02:00', event_count: 5 }),
    listing('run-9', { start_time: '2026-01-01T11:00:00+00:00', name: 'Market', event_count: 9 }),
    listing('unread'),
  ];
  const ids = (view: Partial<typeof DEFAULT_LIST_VIEW>) =>
    arrangeList(list, { ...DEFAULT_LIST_VIEW, ...view }).map(({ id }) => id);

  it('begins with the newest, by the instant and not by how it is written', () => {
    expect(ids({})).toEqual(['run-9', 'run-10', 'unread']);
  });

  it('has unknown values at the end, in both orders', () => {
    expect(ids({ order: 'asc' })).toEqual(['run-10', 'run-9', 'unread']);
  });

  it('sorts names as people count', () => {
    expect(ids({ sort: 'name', order: 'asc' })).toEqual(['run-9', 'run-10', 'unread']);
    const numbered = ['run-10', 'run-9'].map((id) => listing(id));
    expect(arrangeList(numbered, { ...DEFAULT_LIST_VIEW, sort: 'name', order: 'asc' })[0]?.id).toBe(
      'run-9',
    );
  });

  it('finds a text in names and in ids', () => {
    expect(ids({ text: 'MARK' })).toEqual(['run-9']);
    expect(ids({ text: 'run-9' })).toEqual(['run-9']);
    expect(ids({ text: 'nothing' })).toEqual([]);
  });

  it('shows live runs first, and finished ones last', () => {
    const mixed = (['finished', 'live', 'interrupted'] as const).map((status) =>
      listing(status, { status }),
    );
    const byStatus = arrangeList(mixed, sortedBy(DEFAULT_LIST_VIEW, 'status'));
    expect(byStatus.map(({ id }) => id)).toEqual(['live', 'interrupted', 'finished']);
  });

  it('counts turns with both ends', () => {
    expect(turnCount(listing('a', { first_turn: 0, last_turn: 8 }))).toBe(9);
    expect(turnCount(listing('a'))).toBeNull();
  });
});

describe('its address', () => {
  it('is bare in the order it begins with', () => {
    expect(writeListView(DEFAULT_LIST_VIEW)).toBe('');
    expect(readListView(new URLSearchParams())).toEqual(DEFAULT_LIST_VIEW);
  });

  it('brings back every order and text', () => {
    for (const sort of SORT_COLUMNS) {
      for (const order of ['asc', 'desc'] as const) {
        const view = { text: 'a & b', sort, order, chosen: ['a&b=c', 'ü', 'z'] };
        expect(readListView(new URLSearchParams(writeListView(view)))).toEqual(view);
      }
    }
  });

  it('ignores invalid parameters', () => {
    expect(readListView(new URLSearchParams('sort=colour&order=sideways'))).toEqual(
      DEFAULT_LIST_VIEW,
    );
  });
});

describe('a click on the head of a column', () => {
  it('sorts by it, numbers from the largest and names from A, and the next one turns it round', () => {
    const byEvents = sortedBy(DEFAULT_LIST_VIEW, 'events');
    expect(byEvents).toEqual({ ...DEFAULT_LIST_VIEW, sort: 'events', order: 'desc' });
    expect(sortedBy(byEvents, 'events').order).toBe('asc');
    expect(sortedBy(byEvents, 'name').order).toBe('asc');
  });
});

describe('choosing runs', () => {
  it('takes them up in turn, and lets go of one', () => {
    const three = ['a', 'b', 'c'].reduce(chosenBy, DEFAULT_LIST_VIEW);
    expect(three.chosen).toEqual(['a', 'b', 'c']);
    expect(chosenBy(three, 'b').chosen).toEqual(['a', 'c']);
  });

  it('chooses no more than an address holds', () => {
    const ids = Array.from({ length: MAX_CHOSEN }, (_, at) => `run-${at}`);
    const full = ids.reduce(chosenBy, DEFAULT_LIST_VIEW);
    expect(chosenBy(full, 'one more').chosen).toEqual(ids);
    expect(chosenBy(full, 'run-0').chosen).toHaveLength(MAX_CHOSEN - 1);
  });

  it('is not confused by an address that names one twice', () => {
    expect(readListView(new URLSearchParams('run=x&run=y&run=x')).chosen).toEqual(['x', 'y']);
  });
});
