import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/components/api';
import { createQueryClient } from '@/components/query-client';
import type { SimulationState, StateValue, VariableList } from '@/lib/api/contract';
import { StatePane } from './state-pane';

function variable(name: string, agent: string | null, rest: Partial<StateValue>): StateValue {
  const scope = agent === null ? 'global' : 'agent';
  return {
    scope,
    agent_id: agent,
    variable_name: name,
    value: 1,
    source: 'event',
    event_id: `set-${name}`,
    turn: 2,
    changed: false,
    ...rest,
  };
}

function stateAt(turn: number, rest: Partial<SimulationState> = {}): SimulationState {
  return {
    turn,
    first_turn: 1,
    last_turn: 4,
    checkpoint: 2,
    checkpoints: [2, 4],
    has_state_events: true,
    drift: [],
    unreadable_checkpoints: [],
    truncated: false,
    values: [
      variable('price', null, { value: turn * 10, previous: turn * 10 - 10, turn, changed: true }),
      variable('season', null, { value: 'spring', source: 'checkpoint', event_id: null }),
      variable('stock', 'ada', { value: { grain: 4, bread: 2 } }),
    ],
    ...rest,
  };
}

const LIST: VariableList = { variables: [], checkpoints: [2, 4], truncated: false };

function show(initialTurn: number | null = 3) {
  const onSelectEvent = vi.fn();
  const onOpenCausality = vi.fn();
  function Page() {
    const [turn, setTurn] = useState(initialTurn);
    const [charted, setCharted] = useState<readonly string[]>([]);
    return (
      <StatePane
        simulation={{ id: 'sim', status: 'finished', first_turn: 1, last_turn: 4 }}
        turn={turn}
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
      <Page />
    </QueryClientProvider>,
  );
  return { onSelectEvent, onOpenCausality };
}

function answer(rest: Partial<SimulationState>): void {
  vi.spyOn(api, 'getStateText').mockImplementation((_, options) =>
    Promise.resolve(JSON.stringify(stateAt(options?.turn ?? 4, rest))),
  );
}

beforeEach(() => {
  answer({});
  vi.spyOn(api, 'getVariables').mockResolvedValue(LIST);
  vi.spyOn(api, 'getVariablesText').mockResolvedValue(JSON.stringify(LIST));
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
    show(3);
    expect(await row(/price/)).toHaveProperty(
      'textContent',
      expect.stringMatching(/30.*\+10.*was 20.*turn 3/),
    );
    expect((await row(/season/)).textContent).toMatch(/spring.*checkpoint turn_2/);
    expect((await row(/stock/)).textContent).toContain('{"grain":4,"bread":2}');
    expect(screen.getByText('turn 3: 1 of 3 variables changed')).toBeVisible();
  });

  it('leads from a value to its event and to its why', async () => {
    const { onSelectEvent, onOpenCausality } = show();
    await row(/price/);
    fireEvent.click(screen.getByRole('button', { name: 'Event that set price in turn 3' }));
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('set-price');
    fireEvent.click(screen.getByRole('button', { name: 'Why price is so' }));
    expect(onOpenCausality).toHaveBeenCalledExactlyOnceWith('set-price');
  });

  it('can be walked, opened and asked by keys alone', async () => {
    const { onSelectEvent, onOpenCausality } = show();
    const grid = await screen.findByRole('treegrid');
    const press = (...keys: readonly string[]) => {
      for (const key of keys) fireEvent.keyDown(grid, { key });
    };
    press('j', 'j', 'Enter');
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('set-price');
    fireEvent.keyDown(grid, { key: 'Enter', shiftKey: true });
    expect(onOpenCausality).toHaveBeenCalledExactlyOnceWith('set-price');
    press('End', 'ArrowRight');
    expect((await row(/^grain/)).getAttribute('aria-level')).toBe('3');
    press('ArrowLeft');
    expect(screen.queryByRole('row', { name: /^grain/ })).toBeNull();
    press(' ');
    expect(await screen.findByRole('list', { name: 'Charted variables, at turn 3' })).toBeVisible();
  });

  it('keeps only changed variables', async () => {
    show();
    await row(/season/);
    fireEvent.click(screen.getByRole('switch', { name: 'Only changed variables' }));
    expect(screen.queryByRole('row', { name: /season/ })).toBeNull();
    expect(await row(/price/)).toBeVisible();
  });

  it('keeps the turn before in view until the next is there', async () => {
    show(1);
    await row(/price/);
    vi.spyOn(api, 'getStateText').mockReturnValue(new Promise(() => undefined));
    fireEvent.click(screen.getByRole('button', { name: 'Next turn' }));
    expect(screen.getByRole('slider', { name: 'Turn' })).toHaveProperty('value', '2');
    expect(screen.getByRole('treegrid', { name: 'State at the end of turn 1' })).toBeVisible();
  });

  it('leaves a way on from a turn that cannot be had', async () => {
    show(1);
    await row(/price/);
    vi.spyOn(api, 'getStateText').mockRejectedValueOnce(new Error('No such luck.'));
    fireEvent.click(screen.getByRole('button', { name: 'Next turn' }));
    expect((await screen.findByRole('alert')).textContent).toContain('could not be loaded');
    fireEvent.click(screen.getByRole('button', { name: 'Next turn' }));
    expect(await screen.findByRole('treegrid', { name: /turn 3$/ })).toBeVisible();
  });

  it('shows both values where a checkpoint and the events disagree', async () => {
    const drift = {
      scope: 'global',
      agent_id: null,
      variable_name: 'price',
      event_id: 'e7',
    } as const;
    answer({ drift: [{ ...drift, checkpoint_value: 12.5, replayed_value: 20 }] });
    const { onSelectEvent } = show();
    const table = await screen.findByRole('table');
    expect(within(table).getByRole('row', { name: /^price 12.5 20/ })).toBeVisible();
    fireEvent.click(within(table).getByRole('button', { name: 'Event that set price' }));
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('e7');
  });

  it('names checkpoints that cannot be read', async () => {
    answer({
      unreadable_checkpoints: [{ file: 'checkpoints/turn_9.json', reason: 'it is no JSON' }],
    });
    show();
    expect((await screen.findByText('checkpoints/turn_9.json')).parentElement?.textContent).toBe(
      'checkpoints/turn_9.json: it is no JSON',
    );
  });

  it('reports that values are of a checkpoint when there are no events since', async () => {
    answer({ has_state_events: false });
    show(3);
    expect((await screen.findByRole('note')).textContent).toMatch(/turn_2.*since, up to turn 3/);
  });

  it('gives instructions when nothing is recorded', async () => {
    answer({ has_state_events: false, checkpoint: null, checkpoints: [], values: [] });
    vi.spyOn(api, 'getVariables').mockResolvedValue({ ...LIST, checkpoints: [] });
    show();
    expect(await screen.findByRole('heading', { name: 'This run records no state' })).toBeVisible();
  });
});
