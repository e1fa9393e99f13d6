import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ServerData } from '@/components/server-data';
import { api } from '@/components/api';
import { createQueryClient } from '@/components/query-client';
import type { EventFacets, SimulationSummary } from '@/lib/api/contract';
import type { CriteriaChange, EventCriteria } from '@/lib/filters/event-filter';
import { FilterPane } from './filter-pane';

const SIMULATION: SimulationSummary = {
  id: 'run',
  name: 'run',
  status: 'finished',
  start_time: null,
  end_time: null,
  event_count: 1010,
  first_turn: 0,
  last_turn: 8,
  agent_count: 2,
  bytes: 0,
  index: { state: 'ready', bytes_indexed: 0, bytes_total: 0 },
  event_type_count: 0,
  declared_link_count: 0,
  event_types: [
    { event_type: 'STATE', event_count: 1000 },
    { event_type: 'WEATHER', event_count: 4 },
    { event_type: 'DECISION', event_count: 6 },
  ],
  agents: [
    { agent_id: 'alice', event_count: 1000 },
    { agent_id: 'bob', event_count: 3 },
  ],
  files: [],
  data_quality: {
    invalid_line_count: 0,
    invalid_lines: [],
    duplicate_id_count: 0,
    missing_cause_count: 0,
    unfinished_bytes: 0,
    dropped_event_records: 0,
    dropped_event_count: 0,
    unread_file_count: 0,
    unread_files: [],
    other_simulation_id_count: 0,
    other_simulation_event_count: 0,
    other_simulation_ids: [],
  },
};

const FACETS: EventFacets = {
  total: 13,
  turns: { first: 2, last: 4 },
  times: null,
  event_types: {
    values: [{ event_type: 'DECISION', event_count: 6 }],
    value_count: 1,
    other_count: 0,
  },
  agents: {
    values: [
      { agent_id: 'bob', event_count: 9 },
      { agent_id: null, event_count: 4 },
    ],
    value_count: 2,
    other_count: 0,
  },
  kinds: {
    values: [
      { kind: 'trade', event_type: 'DECISION', event_count: 5 },
      { kind: 'trade', event_type: 'ACTION', event_count: 4 },
      { kind: null, event_type: 'STATE', event_count: 1 },
    ],
    value_count: 3,
    other_count: 0,
  },
};

function renderPane(
  criteria: EventCriteria = {},
  facets: ServerData<EventFacets> = { state: 'loading' },
) {
  const onChange = vi.fn<(next: EventCriteria) => void>();
  const change = (of: CriteriaChange) => onChange(of(criteria));
  render(
    <QueryClientProvider client={createQueryClient()}>
      <FilterPane simulation={SIMULATION} criteria={criteria} facets={facets} onChange={change} />
    </QueryClientProvider>,
  );
  return onChange;
}

function labels(): readonly (string | null)[] {
  return screen.getAllByRole('checkbox').map((box) => box.closest('label')?.textContent ?? null);
}

describe('the filters', () => {
  it('offer types in the order of the format, others after them, and events of no agent', () => {
    renderPane();
    expect(labels()).toEqual([
      'decision6',
      'state1,000',
      'WEATHER4',
      'alice1,000',
      'bob3',
      'no agent7',
    ]);
  });

  it('count the result of each choice under the rest of the filter, with kinds of several types once', () => {
    renderPane({}, { state: 'ready', data: FACETS });
    expect(labels()).toEqual([
      'decision6',
      'state0',
      'WEATHER0',
      'bob9',
      'no agent4',
      'alice0',
      'trade9',
      'no kind1',
    ]);
  });

  it('find names among more than are listed by asking the server, in its order', async () => {
    const agents = Array.from({ length: 20 }, (_, at) => ({
      agent_id: `agent_${at}`,
      event_count: 3,
    }));
    const found = ['agent_999', 'agent_9990'].map((agent_id) => ({ agent_id, event_count: 1 }));
    const getFacets = vi.spyOn(api, 'getFacets').mockResolvedValue({
      ...FACETS,
      agents: { values: found, value_count: 12, other_count: 10 },
    });
    const data = {
      ...FACETS,
      agents: { values: agents, value_count: 30_000, other_count: 89_940 },
    };
    renderPane({ turn_end: 9 }, { state: 'ready', data });
    fireEvent.change(screen.getByRole('searchbox', { name: 'Find agent' }), {
      target: { value: 'agent_999' },
    });
    expect(screen.getByText('Searching …')).toBeVisible();
    expect(await screen.findByText('10 more: find by name')).toBeVisible();
    expect(labels().filter((label) => label?.startsWith('agent_'))).toEqual([
      'agent_9991',
      'agent_99901',
    ]);
    expect(getFacets.mock.lastCall?.slice(0, 2)).toEqual(['run', { turn_end: 9 }]);
    expect(getFacets.mock.lastCall?.[2]).toMatchObject({ name: 'agent_999' });
  });

  it('leave a kind out, and take it back', () => {
    const onChange = renderPane({}, { state: 'ready', data: FACETS });
    fireEvent.click(screen.getByRole('button', { name: 'Leave out trade' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ exclude_kinds: ['trade'] });
  });

  it('show excluded values, which can be included again', () => {
    const onChange = renderPane({ exclude_agent_ids: ['carol'] });
    fireEvent.click(screen.getByRole('button', { name: 'Leave out carol', pressed: true }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({});
  });

  it('take a text over when it is submitted, and give it up when it is emptied', () => {
    const onChange = renderPane({ q: 'drought' });
    const field = screen.getByRole('searchbox', { name: 'Text' });
    fireEvent.change(field, { target: { value: ' late frost ' } });
    fireEvent.submit(field);
    expect(onChange).toHaveBeenLastCalledWith({ q: 'late frost' });
    fireEvent.change(field, { target: { value: '' } });
    expect(onChange).toHaveBeenLastCalledWith({});
  });

  it('add a type when it is checked', () => {
    const onChange = renderPane({ turn_end: 4 });
    fireEvent.click(screen.getByRole('checkbox', { name: /decision/ }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ turn_end: 4, event_types: ['DECISION'] });
  });

  it('keep a name that a link asks for and the simulation does not have, to be unchecked', () => {
    const onChange = renderPane({ agent_ids: ['carol'] });
    fireEvent.click(screen.getByRole('checkbox', { name: /carol/, checked: true }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({});
  });

  it('take turns over when the form is submitted, not while they are typed', () => {
    const onChange = renderPane();
    const from = screen.getByRole('textbox', { name: 'From turn' });
    fireEvent.change(from, { target: { value: '3' } });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.submit(from);
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ turn_start: 3 });
  });

  it('take both turns of a range over together, whichever field has the focus between', () => {
    const onChange = renderPane();
    const [from, to] = turnFields();
    fireEvent.change(from, { target: { value: '10' } });
    fireEvent.blur(from, { relatedTarget: to });
    fireEvent.change(to, { target: { value: '20' } });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.submit(to);
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ turn_start: 10, turn_end: 20 });
  });

  it('take a range over when its fields are left, and show until then that it is not applied', () => {
    const onChange = renderPane();
    const [from] = turnFields();
    fireEvent.change(from, { target: { value: '10' } });
    expect(screen.getByText('Enter applies it')).toBeVisible();
    fireEvent.blur(from, { relatedTarget: screen.getByRole('searchbox', { name: 'Text' }) });
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ turn_start: 10 });
  });

  it('keep typed text while the window loses the focus', () => {
    const onChange = renderPane();
    const [from] = turnFields();
    from.focus();
    fireEvent.change(from, { target: { value: '10' } });
    fireEvent.blur(from);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('give a draft up on Escape', () => {
    renderPane({ turn_start: 2 });
    const [from] = turnFields();
    fireEvent.change(from, { target: { value: '10' } });
    fireEvent.keyDown(from, { key: 'Escape' });
    expect(from.value).toBe('2');
  });

  it.each([
    ['two', '', '“two” is not a turn'],
    ['', '-1', '“-1” is not a turn'],
    ['30', '10', '30 is after 10'],
  ])(
    'say why turns %s to %s are not applied, and keep them in the fields',
    (start, end, reason) => {
      const onChange = renderPane({ turn_start: 2 });
      const [from, to] = turnFields();
      fireEvent.change(from, { target: { value: start } });
      fireEvent.change(to, { target: { value: end } });
      fireEvent.submit(to);
      expect(onChange).not.toHaveBeenCalled();
      expect(screen.getByText(`Not applied: ${reason}`)).toBeVisible();
      expect([from.value, to.value]).toEqual([start, end]);
    },
  );

  it('show the number of values that are not listed', () => {
    const agents = { ...FACETS.agents, value_count: 700 };
    renderPane({}, { state: 'ready', data: { ...FACETS, agents } });
    expect(screen.getByText('698 more: find by name')).toBeVisible();
    expect(screen.getByRole('searchbox', { name: 'Find agent' })).toBeVisible();
  });

  it('explain why no turn of an address can match', () => {
    renderPane({ turn_start: 5, turn_end: 3 });
    expect(screen.getByText('No event matches: 5 is after 3')).toBeVisible();
  });
});

function turnFields(): readonly [from: HTMLInputElement, to: HTMLInputElement] {
  return [
    screen.getByRole<HTMLInputElement>('textbox', { name: 'From turn' }),
    screen.getByRole<HTMLInputElement>('textbox', { name: 'To turn' }),
  ];
}
