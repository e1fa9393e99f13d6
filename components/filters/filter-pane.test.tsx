import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { SimulationSummary } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
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
  },
};

function renderPane(criteria: EventCriteria = {}) {
  const onChange = vi.fn<(next: EventCriteria) => void>();
  render(<FilterPane simulation={SIMULATION} criteria={criteria} onChange={onChange} />);
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

  it('take nothing that is no turn', () => {
    const onChange = renderPane({ turn_start: 2 });
    const from = screen.getByRole('textbox', { name: 'From turn' });
    fireEvent.change(from, { target: { value: 'two' } });
    fireEvent.submit(from);
    expect(onChange).toHaveBeenCalledExactlyOnceWith({});
  });

  it('say when no turn can match', () => {
    renderPane({ turn_start: 5, turn_end: 3 });
    expect(screen.getByText(/No turn is after 5 and before 3/)).toBeDefined();
  });
});
