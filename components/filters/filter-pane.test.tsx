import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { api } from '@/components/api';
import { createQueryClient } from '@/components/query-client';
import type { SimulationSummary } from '@/lib/api/contract';
import type { CriteriaChange, EventCriteria } from '@/lib/filters/event-filter';
import { serveRuns } from '@/lib/testing/serve-runs';
import { FilterPane } from './filter-pane';
import { useFacets } from './use-facets';

const runs = serveRuns();

interface Like {
  readonly event_type: string;
  readonly turn_number: number;
  readonly agent_id?: string;
  readonly details?: object;
}

function events(count: number, like: Like): readonly object[] {
  const { event_type, turn_number } = like;
  return Array.from({ length: count }, (_, at) => ({
    event_id: `${event_type} ${String(turn_number)} ${String(at)}`,
    timestamp: '2026-10-04T14:00:00+00:00',
    ...like,
  }));
}

const FAILED = { status: 'failed' };

const RUN = [
  ...events(1000, { event_type: 'STATE', turn_number: 1, agent_id: 'alice' }),
  ...events(5, {
    event_type: 'DECISION',
    turn_number: 2,
    agent_id: 'bob',
    details: { decision_type: 'trade' },
  }),
  ...events(4, {
    event_type: 'ACTION',
    turn_number: 3,
    agent_id: 'bob',
    details: { action_type: 'trade' },
  }),
  ...events(1, { event_type: 'WEATHER', turn_number: 4 }),
  ...events(3, { event_type: 'WEATHER', turn_number: 8 }),
];

/** An event of each of 1,301 agents, of one in turn 10. */
const CROWD = [
  'a_agent_129',
  ...Array.from({ length: 1300 }, (_, at) => `agent_${String(at)}`),
].map((agent_id, at) => ({
  event_id: String(at),
  timestamp: '2026-10-04T14:00:00+00:00',
  turn_number: agent_id === 'agent_1299' ? 10 : 1,
  event_type: 'ACTION',
  agent_id,
}));

/** Agents with failed events, and 600 agents without any. */
const TROUBLE = [
  ...events(4, { event_type: 'ACTION', turn_number: 1, agent_id: 'ben', details: FAILED }),
  ...events(2, { event_type: 'DECISION', turn_number: 1, agent_id: 'ada', details: FAILED }),
  ...events(9, { event_type: 'STATE', turn_number: 2, agent_id: 'ada' }),
  ...Array.from({ length: 600 }, (_, at) =>
    events(5, { event_type: 'STATE', turn_number: 3 + at, agent_id: `busy_${String(at)}` }),
  ).flat(),
];

function Pane(props: {
  readonly simulation: SimulationSummary;
  readonly criteria: EventCriteria;
  readonly isCounted: boolean;
  readonly onChange: (change: CriteriaChange) => void;
}) {
  const facets = useFacets(props.simulation.id, props.isCounted ? props.criteria : undefined);
  return (
    <>
      <output>{facets.state}</output>
      <FilterPane {...props} facets={facets} />
    </>
  );
}

/** @param isCounted whether the counts under the filter are loaded */
async function renderPane(
  criteria: EventCriteria = {},
  { simulationId = 'run', isCounted = true } = {},
) {
  const simulation = await api.getSimulation(simulationId);
  const onChange = vi.fn<(next: EventCriteria) => void>();
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Pane
        simulation={simulation}
        criteria={criteria}
        isCounted={isCounted}
        onChange={(change) => onChange(change(criteria))}
      />
    </QueryClientProvider>,
  );
  if (isCounted) await screen.findByText('ready');
  return onChange;
}

beforeAll(async () => {
  await runs.write('run', RUN);
  await runs.write('crowd', CROWD);
  await runs.write('trouble', TROUBLE);
});

// The order of agents is kept.
afterEach(() => localStorage.clear());

function labels(): readonly (string | null)[] {
  return labelsIn(screen.getAllByRole('checkbox'));
}

function labelsIn(boxes: readonly HTMLElement[]): readonly (string | null)[] {
  return boxes.map((box) => box.closest('label')?.textContent ?? null);
}

describe('the filters', () => {
  it('offer types in the order of the format, others after them, and events of no agent', async () => {
    await renderPane({}, { isCounted: false });
    expect(labels()).toEqual([
      'alice1,000',
      'bob9',
      'no agent4',
      'decision5',
      'action4',
      'state1,000',
      'WEATHER4',
    ]);
  });

  it('count the result of each choice under the rest of the filter, with kinds of several types once', async () => {
    await renderPane({ turn_start: 2, turn_end: 4 });
    expect(labels()).toEqual([
      'bob–9',
      'no agent–1',
      'alice–0',
      'decision5',
      'action4',
      'state0',
      'WEATHER1',
      'trade9',
      'no kind1',
    ]);
  });

  it('find names among more than are listed by asking the server, in its order', async () => {
    await renderPane({ turn_end: 9 }, { simulationId: 'crowd' });
    const field = screen.getByRole('searchbox', { name: 'Find agent' });
    field.focus();
    fireEvent.change(field, { target: { value: 'agent_129' } });
    expect(field).toHaveFocus();
    await waitFor(() => expect(screen.queryByText('Searching …')).toBeNull());
    expect(labels().filter((label) => label?.includes('agent_'))).toEqual([
      'agent_129–1',
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((digit) => `agent_129${String(digit)}–1`),
      // Where the name begins with the text is better.
      'a_agent_129–1',
    ]);
    // Labels that begin alike keep their end; the one that does not is one text.
    const ends = [...document.querySelectorAll('[data-text]:last-child')];
    expect(ends.map((end) => end.getAttribute('data-text')).slice(0, 3)).toEqual([
      't_129',
      '_1290',
      '_1291',
    ]);
    expect(ends).toHaveLength(10);
    fireEvent.change(field, { target: { value: 'agent_12' } });
    expect(await screen.findByText('11 more: find by name')).toBeVisible();
  });

  it('list the agents that failed most, of all agents, and sort them by events or name in one click', async () => {
    await renderPane({}, { simulationId: 'trouble' });
    const agents = within(screen.getByRole('group', { name: 'Agent' }));
    const first = () => labelsIn(agents.getAllByRole('checkbox')).slice(0, 3);
    expect(agents.getByRole('button', { name: 'By failed', pressed: true })).toBeVisible();
    expect(first()).toEqual(['ben4 failed of 4', 'ada2 failed of 11', 'busy_0–5']);
    fireEvent.click(agents.getByRole('button', { name: 'By events' }));
    await waitFor(() => expect(first()).toEqual(['ada2 failed of 11', 'busy_0–5', 'busy_1–5']));
    fireEvent.click(agents.getByRole('button', { name: 'By failed' }));
    await waitFor(() =>
      expect(first()).toEqual(['ben4 failed of 4', 'ada2 failed of 11', 'busy_0–5']),
    );
  });

  it('have no failed events of agents while others are asked for', async () => {
    await renderPane({ outcomes: ['none'] }, { simulationId: 'trouble' });
    const agents = within(screen.getByRole('group', { name: 'Agent' }));
    fireEvent.change(agents.getByRole('searchbox'), { target: { value: 'ada' } });
    await waitFor(() => expect(labelsIn(agents.getAllByRole('checkbox'))).toEqual(['ada–9']));
  });

  it('leave a kind out, and take it back', async () => {
    const onChange = await renderPane();
    fireEvent.click(screen.getByRole('button', { name: 'Leave out trade' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ exclude_kinds: ['trade'] });
  });

  it('show excluded values, which can be included again', async () => {
    const onChange = await renderPane({ exclude_agent_ids: ['carol'] });
    fireEvent.click(screen.getByRole('button', { name: 'Leave out carol', pressed: true }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({});
  });

  it('take a text over after a pause in typing, once', async () => {
    const onChange = await renderPane();
    const field = screen.getByRole('searchbox', { name: 'Text' });
    for (const value of ['f', 'fr', 'fros', 'frost ']) {
      fireEvent.change(field, { target: { value } });
    }
    expect(onChange).not.toHaveBeenCalled();
    await waitFor(() => expect(onChange).toHaveBeenCalledExactlyOnceWith({ q: 'frost' }));
  });

  it('take a text over when it is submitted, and give it up when it is emptied', async () => {
    const onChange = await renderPane({ q: 'drought' });
    const field = screen.getByRole('searchbox', { name: 'Text' });
    fireEvent.change(field, { target: { value: ' late frost ' } });
    fireEvent.submit(field);
    expect(onChange).toHaveBeenLastCalledWith({ q: 'late frost' });
    fireEvent.change(field, { target: { value: '' } });
    expect(onChange).toHaveBeenLastCalledWith({});
  });

  it('add a condition on a field, and take one away', async () => {
    const onChange = await renderPane({ where: ['details.a=1'] });
    const field = screen.getByRole('textbox', { name: 'Field' });
    fireEvent.change(field, { target: { value: 'price > 300' } });
    fireEvent.submit(field);
    expect(onChange).toHaveBeenLastCalledWith({ where: ['details.a=1', 'details.price > 300'] });
    fireEvent.click(screen.getByRole('button', { name: 'Remove condition details.a=1' }));
    expect(onChange).toHaveBeenLastCalledWith({});
  });

  it('keep a condition that cannot be read, with the reason', async () => {
    const onChange = await renderPane();
    const field = screen.getByRole('textbox', { name: 'Field' });
    fireEvent.change(field, { target: { value: 'details.price' } });
    fireEvent.submit(field);
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.getByText(/^Not applied: expected a path, one of/)).toBeVisible();
  });

  it('add a type when it is checked', async () => {
    const onChange = await renderPane({ turn_end: 4 });
    fireEvent.click(screen.getByRole('checkbox', { name: /decision/ }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ turn_end: 4, event_types: ['DECISION'] });
  });

  it('keep a name that a link asks for and the simulation does not have, to be unchecked', async () => {
    const onChange = await renderPane({ agent_ids: ['carol'] });
    fireEvent.click(screen.getByRole('checkbox', { name: /carol/, checked: true }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({});
  });

  it('take turns over when the form is submitted, not while they are typed', async () => {
    const onChange = await renderPane();
    const from = screen.getByRole('textbox', { name: 'From turn' });
    fireEvent.change(from, { target: { value: '3' } });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.submit(from);
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ turn_start: 3 });
  });

  it('take both turns of a range over together, whichever field has the focus between', async () => {
    const onChange = await renderPane();
    const [from, to] = turnFields();
    fireEvent.change(from, { target: { value: '10' } });
    fireEvent.blur(from, { relatedTarget: to });
    fireEvent.change(to, { target: { value: '20' } });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.submit(to);
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ turn_start: 10, turn_end: 20 });
  });

  it('take a range over when its fields are left, and show until then that it is not applied', async () => {
    const onChange = await renderPane();
    const [from] = turnFields();
    fireEvent.change(from, { target: { value: '10' } });
    expect(screen.getByText('Enter applies it')).toBeVisible();
    fireEvent.blur(from, { relatedTarget: screen.getByRole('searchbox', { name: 'Text' }) });
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ turn_start: 10 });
  });

  it('keep typed text while the window loses the focus', async () => {
    const onChange = await renderPane();
    const [from] = turnFields();
    from.focus();
    fireEvent.change(from, { target: { value: '10' } });
    fireEvent.blur(from);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('give a draft up on Escape', async () => {
    await renderPane({ turn_start: 2 });
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
    async (start, end, reason) => {
      const onChange = await renderPane({ turn_start: 2 });
      const [from, to] = turnFields();
      fireEvent.change(from, { target: { value: start } });
      fireEvent.change(to, { target: { value: end } });
      fireEvent.submit(to);
      expect(onChange).not.toHaveBeenCalled();
      expect(screen.getByText(`Not applied: ${reason}`)).toBeVisible();
      expect([from.value, to.value]).toEqual([start, end]);
    },
  );

  it('show the number of values that are not listed', async () => {
    await renderPane({}, { simulationId: 'crowd' });
    fireEvent.click(screen.getByRole('button', { name: '1,293 more' }));
    // 100 are listed.
    expect(screen.getByText('1,201 more: find by name')).toBeVisible();
    expect(screen.getByRole('searchbox', { name: 'Find agent' })).toBeVisible();
  });

  it('explain why no turn of an address can match', async () => {
    await renderPane({ turn_start: 5, turn_end: 3 });
    expect(screen.getByText('No event matches: 5 is after 3')).toBeVisible();
  });
});

function turnFields(): readonly [from: HTMLInputElement, to: HTMLInputElement] {
  return [
    screen.getByRole<HTMLInputElement>('textbox', { name: 'From turn' }),
    screen.getByRole<HTMLInputElement>('textbox', { name: 'To turn' }),
  ];
}
