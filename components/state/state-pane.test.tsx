import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/components/api';
import { PageCommandsProvider } from '@/components/commands/page-commands';
import { createQueryClient } from '@/components/query-client';
import { createMilestoneEvent, createStateEvent } from '@/lib/events/create-event';
import { serveRuns } from '@/lib/testing/serve-runs';
import { StatePane } from './state-pane';

const runs = serveRuns();

const MARKS = [1, 2, 3, 4].map((turn_number) =>
  createMilestoneEvent({ simulation_id: 'sim', turn_number, milestone_type: 'turn_start' }),
);
const END = createMilestoneEvent({
  simulation_id: 'sim',
  turn_number: 4,
  milestone_type: 'simulation_end',
});

/** A price that rises by 10 each turn, and the stock of an agent. */
const SETTINGS = [
  ...[1, 2, 3, 4].map((turn_number) =>
    createStateEvent({
      event_id: `price-${String(turn_number)}`,
      simulation_id: 'sim',
      turn_number,
      variable_name: 'price',
      new_value: turn_number * 10,
    }),
  ),
  createStateEvent({
    event_id: 'stock-2',
    simulation_id: 'sim',
    turn_number: 2,
    agent_id: 'ada',
    variable_name: 'stock',
    new_value: { grain: 4, bread: 2 },
  }),
];

/** The checkpoint of turn 2. No event sets the season. */
function checkpoint(price: number): string {
  return JSON.stringify({
    state: {
      turn: 2,
      global_state: { price, season: 'spring' },
      agents: { ada: { stock: { grain: 4, bread: 2 } } },
    },
  });
}

async function show(turn: number | null = 3, simulationId = 'sim') {
  const simulation = await api.getSimulation(simulationId);
  const onSelectEvent = vi.fn();
  const onOpenCausality = vi.fn();
  function Page() {
    const [shownTurn, setTurn] = useState(turn);
    const [against, setAgainst] = useState<number | null>(null);
    const [charted, setCharted] = useState<readonly string[]>([]);
    return (
      <StatePane
        simulation={simulation}
        turn={shownTurn}
        against={against}
        onAgainstChange={setAgainst}
        charted={charted}
        onSelectEvent={onSelectEvent}
        onOpenCausality={onOpenCausality}
        selectedEventId={null}
        onTurnChange={setTurn}
        onChartedChange={setCharted}
      />
    );
  }
  render(
    <QueryClientProvider client={createQueryClient()}>
      <PageCommandsProvider>
        <Page />
      </PageCommandsProvider>
    </QueryClientProvider>,
  );
  return { onSelectEvent, onOpenCausality };
}

beforeAll(() =>
  runs.write('sim', [...MARKS, ...SETTINGS, END], { 'checkpoints/turn_2.json': checkpoint(20) }),
);

beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
  vi.stubGlobal('matchMedia', () => new EventTarget());
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function row(name: RegExp): Promise<HTMLElement> {
  return await screen.findByRole('row', { name });
}

describe('StatePane', () => {
  it('shows each value, its change, and its origin', async () => {
    await show(3);
    expect(await row(/price/)).toHaveProperty(
      'textContent',
      expect.stringMatching(/30.*\+10.*was 20.*turn 3/),
    );
    expect((await row(/season/)).textContent).toMatch(/spring.*checkpoint turn_2/);
    expect((await row(/stock/)).textContent).toContain('{"grain":4,"bread":2}');
    expect(screen.getByText('turn 3: 1 of 3 variables changed')).toBeVisible();
  });

  it('leads from a value to its event and to its why', async () => {
    const { onSelectEvent, onOpenCausality } = await show();
    await row(/price/);
    fireEvent.click(screen.getByRole('button', { name: 'Event that set price in turn 3' }));
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('price-3');
    fireEvent.click(screen.getByRole('button', { name: 'Why? price' }));
    expect(onOpenCausality).toHaveBeenCalledExactlyOnceWith('price-3');
  });

  it('can be walked, opened and asked by keys alone', async () => {
    const { onSelectEvent, onOpenCausality } = await show();
    const grid = await screen.findByRole('treegrid');
    const press = (...keys: readonly string[]) => {
      for (const key of keys) fireEvent.keyDown(grid, { key });
    };
    press('j', 'j', 'Enter');
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('price-3');
    fireEvent.keyDown(grid, { key: 'Enter', shiftKey: true });
    expect(onOpenCausality).toHaveBeenCalledExactlyOnceWith('price-3');
    press('End', 'ArrowRight');
    expect((await row(/^grain/)).getAttribute('aria-level')).toBe('3');
    press('ArrowLeft');
    expect(screen.queryByRole('row', { name: /^grain/ })).toBeNull();
    press(' ');
    expect(await screen.findByRole('list', { name: 'Charted variables, at turn 3' })).toBeVisible();
  });

  it('keeps only changed variables', async () => {
    await show();
    await row(/season/);
    fireEvent.click(screen.getByRole('switch', { name: 'Only changed variables' }));
    expect(screen.queryByRole('row', { name: /season/ })).toBeNull();
    expect(await row(/price/)).toBeVisible();
  });

  it('keeps the turn before in view until the next is there', async () => {
    await show(1);
    await row(/price/);
    // Never answered.
    vi.spyOn(api, 'getStateText').mockReturnValue(new Promise(() => undefined));
    fireEvent.click(screen.getByRole('button', { name: 'Next turn' }));
    expect(screen.getByRole('slider', { name: 'Turn' })).toHaveProperty('value', '2');
    expect(screen.getByRole('treegrid', { name: 'State at the end of turn 1' })).toBeVisible();
  });

  it('leaves a way on from a turn that cannot be had', async () => {
    await show(1);
    await row(/price/);
    // The network fails once.
    vi.spyOn(api, 'getStateText').mockRejectedValueOnce(new Error('No such luck.'));
    fireEvent.click(screen.getByRole('button', { name: 'Next turn' }));
    expect((await screen.findByRole('alert')).textContent).toContain('could not be loaded');
    fireEvent.click(screen.getByRole('button', { name: 'Next turn' }));
    expect(await screen.findByRole('treegrid', { name: /turn 3$/ })).toBeVisible();
  });

  it('shows both values where a checkpoint and the events disagree', async () => {
    await runs.write('drift', SETTINGS, { 'checkpoints/turn_2.json': checkpoint(12.5) });
    const { onSelectEvent } = await show(3, 'drift');
    const table = await screen.findByRole('table');
    expect(within(table).getByRole('row', { name: /^price 12.5 20/ })).toBeVisible();
    fireEvent.click(within(table).getByRole('button', { name: 'Event that set price' }));
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('price-2');
  });

  it('names checkpoints that cannot be read', async () => {
    await runs.write('unreadable', SETTINGS, { 'checkpoints/turn_1.json': '{}' });
    await show(3, 'unreadable');
    expect((await screen.findByText('checkpoints/turn_1.json')).parentElement?.textContent).toBe(
      'checkpoints/turn_1.json: no object state',
    );
  });

  it('reports that values are of a checkpoint when there are no events since', async () => {
    await runs.write('checkpoint', MARKS, { 'checkpoints/turn_2.json': checkpoint(20) });
    await show(3, 'checkpoint');
    expect((await screen.findByRole('note')).textContent).toMatch(/turn_2.*since, up to turn 3/);
  });

  it('gives instructions when nothing is recorded', async () => {
    await runs.write('nothing', MARKS);
    await show(3, 'nothing');
    expect(await screen.findByRole('heading', { name: 'This run records no state' })).toBeVisible();
  });
});
