import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HIGHLIGHTS } from '@/components/causality-graph/graph/highlight';
import { TIMELINE_AXES } from '@/components/timeline/timeline-axis';
import { LINK_CHOICES } from '@/lib/causality/causal-link';
import { PANES } from './panes';
import { readViewState, writeViewState, type ViewState } from './view-state';

function read(query: string) {
  return readViewState(new URLSearchParams(query));
}

const START = {
  criteria: {},
  tab: 'events',
  eventId: null,
  depth: 2,
  links: null,
  highlight: null,
  pathTo: null,
  row: 0,
  axis: 'turn',
  span: null,
  find: null,
  turn: null,
  against: null,
  variables: [],
  read: null,
  readFind: null,
};

describe('the address of a view', () => {
  it('is bare where everything is as it begins', () => {
    expect(read('')).toMatchObject({ view: START, ignored: [] });
    expect(writeViewState(read('').view).toString()).toBe('');
  });

  it('uses the names of the API for the filter', () => {
    const { view } = read(
      'event_types=ACTION&event_types=STATE&agent_ids=&turn_start=5&turn_end=10',
    );
    expect(view.criteria).toEqual({
      event_types: ['ACTION', 'STATE'],
      agent_ids: [''],
      turn_start: 5,
      turn_end: 10,
    });
  });

  it('brings back whatever view it was written from', () => {
    const names = fc.option(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), {
      nil: undefined,
    });
    const views = fc.record({
      criteria: fc.record({ event_types: names, agent_ids: names, turn_start: fc.nat() }),
      tab: fc.constantFrom(...PANES.map(({ id }) => id)),
      eventId: fc.option(fc.string({ minLength: 1 })),
      depth: fc.integer({ min: 1, max: 20 }),
      links: fc.option(fc.constantFrom(...LINK_CHOICES)),
      highlight: fc.option(fc.constantFrom(...HIGHLIGHTS)),
      pathTo: fc.option(fc.string({ minLength: 1 })),
      row: fc.nat(),
      axis: fc.constantFrom(...TIMELINE_AXES),
      span: fc.option(
        fc
          .tuple(fc.integer(), fc.integer({ min: 1 }))
          .map(([from, width]) => ({ from: from / 64, to: from / 64 + width / 64 })),
      ),
      find: fc.option(fc.constantFrom('grain', '"', 'é 1')),
      turn: fc.option(fc.nat()),
      variables: fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(views, (given) => {
        const view: ViewState = { ...read('').view, ...given };
        const query = writeViewState(view).toString();
        expect(writeViewState(read(query).view).toString()).toBe(query);
        expect(read(query).ignored).toEqual([]);
      }),
    );
  });

  it('holds what is good and names what is not', () => {
    const { view, ignored } = read(
      'turn_start=five&turn_end=10&depth=99&tab=weather&row=-1&event=&axis=agent&span=9_8&turn=last',
    );
    expect(view).toMatchObject({ ...START, criteria: { turn_end: 10 } });
    expect(Object.fromEntries(ignored.map(({ parameter, value }) => [parameter, value]))).toEqual({
      turn_start: 'five',
      tab: 'weather',
      event: '',
      depth: '99',
      row: '-1',
      axis: 'agent',
      span: '9_8',
      turn: 'last',
    });
  });

  it('passes over what it does not know', () => {
    expect(read('utm_source=x')).toMatchObject({ view: START, ignored: [] });
  });

  it('never fails, whatever it is given', () => {
    const parameters = fc.constantFrom(
      'event_types',
      'turn_start',
      'start_timestamp',
      'tab',
      'event',
      'depth',
      'row',
      'axis',
      'span',
      'turn',
      'vars',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(parameters, fc.string({ unit: 'binary' }))), (entries) => {
        expect(() => readViewState(new URLSearchParams(entries))).not.toThrow();
      }),
    );
  });
});
