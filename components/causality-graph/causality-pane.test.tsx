import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/components/api';
import { createQueryClient } from '@/components/query-client';
import { ApiProblemError, type CausalityChain } from '@/lib/api/client';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import { CausalityPane } from './causality-pane';

function event(event_id: string, event_type: string, caused_by: string[] = []): StoredEvent {
  const { event } = readEvent({
    event_id,
    timestamp: '2026-10-04T14:00:00+00:00',
    turn_number: 31,
    event_type,
    simulation_id: 'sim',
    agent_id: 'mira_bank',
    caused_by,
    description: `Text of ${event_id}`,
  });
  if (event === undefined) throw new Error('not an event');
  return event;
}

/** start -> choice -> price -> stock; `gone` is named as a cause of price. */
const CHAIN: CausalityChain = {
  event_id: 'price',
  event: event('price', 'ENV', ['choice', 'gone']),
  upstream: [event('choice', 'DECISION', ['start']), event('start', 'MILESTONE')],
  downstream: [event('stock', 'STATE', ['price'])],
  links: [
    ['choice', 'price'],
    ['gone', 'price'],
    ['start', 'choice'],
    ['price', 'stock'],
  ].map(([cause = '', effect = '']) => ({ cause, effect, origin: 'declared' })),
  missing_causes: ['gone'],
  missing: [{ event_id: 'gone', reason: 'unknown' }],
  truncated: false,
};

function problem(status: number, code: string, rest: object = {}): ApiProblemError {
  return new ApiProblemError(
    { type: 'about:blank', title: 'No', status, detail: `It was ${code}.`, code, ...rest },
    60,
  );
}

function show(depth = 5) {
  const onSelectEvent = vi.fn();
  const onDepthChange = vi.fn();
  render(
    <QueryClientProvider client={createQueryClient()}>
      <CausalityPane
        simulationId="sim"
        eventId="price"
        runDeclaresCauses
        depth={depth}
        onDepthChange={onDepthChange}
        onSelectEvent={onSelectEvent}
      />
    </QueryClientProvider>,
  );
  return { onSelectEvent, onDepthChange };
}

function card(id: string): HTMLElement {
  return screen.getByRole('button', { name: new RegExp(`Text of ${id}|${id}$`) });
}

beforeEach(() => {
  vi.spyOn(api, 'getCausality').mockResolvedValue(CHAIN);
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('CausalityPane', () => {
  it('asks for the chain to the depth it is given', async () => {
    show(3);
    await screen.findByText(/4 events/);
    expect(api.getCausality).toHaveBeenCalledWith(
      'sim',
      'price',
      expect.objectContaining({ depth: 3 }),
    );
  });

  it('draws a card for each event, the spelling ENV as the state change it is', async () => {
    show();
    const selected = await screen.findByRole('button', {
      name: /state.*mira_bank · 31.*Text of price/,
    });
    expect(selected.getAttribute('aria-current')).toBe('true');
    expect(selected.getAttribute('aria-description')).toContain('2 causes, 1 effect');
    for (const id of ['choice', 'start', 'stock']) expect(card(id)).toBeDefined();
  });

  it('counts what it found and what is not in the files', async () => {
    show();
    expect(await screen.findByText('4 events · 1 cause not in the files')).toBeDefined();
  });

  it('says when there are more events than it shows', async () => {
    vi.mocked(api.getCausality).mockResolvedValue({ ...CHAIN, truncated: true });
    show();
    expect(await screen.findByText(/nearest 4 events; there are more/)).toBeDefined();
  });

  it('selects the event of a card that is clicked', async () => {
    const { onSelectEvent } = show();
    await screen.findByText(/4 events/);
    fireEvent.click(card('choice'));
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('choice');
  });

  it('shows a missing cause that cannot be selected', async () => {
    const { onSelectEvent } = show();
    await screen.findByText(/4 events/);
    const ghost = screen.getByRole('button', { name: /cause not in the files/ });
    expect(ghost.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(ghost);
    expect(onSelectEvent).not.toHaveBeenCalled();
  });

  it('is walked by arrow keys, one card at a time being the tab stop, and selects on Enter', async () => {
    const { onSelectEvent } = show();
    await screen.findByText(/4 events/);
    card('price').focus();
    fireEvent.keyDown(card('price'), { key: 'ArrowRight' });
    expect(document.activeElement).toBe(card('stock'));
    fireEvent.keyDown(card('stock'), { key: 'ArrowLeft' });
    fireEvent.keyDown(card('price'), { key: 'ArrowLeft' });
    const graph = screen.getByRole('group', { name: /Graph/ });
    const stops = within(graph)
      .getAllByRole('button')
      .filter((button) => button.tabIndex === 0);
    expect(stops).toEqual([document.activeElement]);
    fireEvent.keyDown(card('choice'), { key: 'Enter' });
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('choice');
  });

  it('keeps its keys from the rest of the page, and leaves it the others', async () => {
    const onKeyDown = vi.fn();
    document.body.addEventListener('keydown', onKeyDown);
    show();
    await screen.findByText(/4 events/);
    fireEvent.keyDown(card('price'), { key: 'ArrowLeft' });
    expect(onKeyDown).not.toHaveBeenCalled();
    fireEvent.keyDown(card('price'), { key: '/' });
    expect(onKeyDown).toHaveBeenCalledOnce();
    document.body.removeEventListener('keydown', onKeyDown);
  });

  it('tells the same as a list', async () => {
    const { onSelectEvent } = show();
    await screen.findByText(/4 events/);
    fireEvent.click(screen.getByRole('button', { name: 'List' }));
    expect(screen.queryByRole('group', { name: /Graph/ })).toBeNull();
    expect(screen.getAllByRole('heading', { level: 3 }).map((h) => h.textContent)).toEqual([
      'Selected',
      'Causes 2',
      'Causes not in the files 1',
      'Effects 1',
    ]);
    const cause = screen.getByRole('button', {
      name: /decision.*Text of choice.*led to.*Text of price/,
    });
    fireEvent.click(cause);
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('choice');
  });

  it('says plainly when there are no links', async () => {
    const alone = event('price', 'ENV');
    vi.mocked(api.getCausality).mockResolvedValue({
      ...CHAIN,
      event: alone,
      upstream: [],
      downstream: [],
      links: [],
      missing_causes: [],
    });
    show();
    expect(await screen.findByText(/names no cause/)).toBeDefined();
    expect(card('price')).toBeDefined();
  });

  it('does not deny an effect that is a cause, too', async () => {
    const links = [
      ...CHAIN.links,
      { cause: 'price', effect: 'choice', origin: 'declared' as const },
    ];
    const withoutStock = links.filter(({ effect }) => effect !== 'stock');
    vi.mocked(api.getCausality).mockResolvedValue({
      ...CHAIN,
      downstream: [event('choice', 'DECISION', ['start', 'price'])],
      links: withoutStock,
    });
    show();
    expect(await screen.findByText('3 events · 1 cause not in the files')).toBeDefined();
    expect(screen.getByText('causes: turn 31')).toBeDefined();
    expect(screen.queryByText('no effects')).toBeNull();
  });

  it('shows text of events as text', async () => {
    const hostile = { ...CHAIN.event, description: '<img src=x onerror=alert(1)>' };
    vi.mocked(api.getCausality).mockResolvedValue({ ...CHAIN, event: hostile });
    show();
    expect(await screen.findByText(/<img src=x/)).toBeDefined();
    expect(document.querySelector('img')).toBeNull();
  });

  it('waits for the index and says how far it is', async () => {
    const index = { bytes_indexed: 43e6, bytes_total: 100e6, seconds_left: 9 };
    vi.mocked(api.getCausality).mockRejectedValue(problem(503, 'index_not_ready', { index }));
    show();
    const bar = await screen.findByRole('progressbar', { name: 'Indexing' });
    expect(bar.getAttribute('aria-valuetext')).toBe('43 %, 43 of 100 MB, 9 s left');
    expect(screen.getByText('9 s left')).toBeDefined();
  });

  it('says what went wrong and asks again when told to', async () => {
    vi.mocked(api.getCausality).mockRejectedValueOnce(problem(404, 'event_not_found'));
    show();
    expect(await screen.findByText('It was event_not_found.')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/4 events/)).toBeDefined();
  });

  it.each([
    ['Follow one link more', 5, 6],
    ['Follow one link less', 5, 4],
  ])('%s', async (name, depth, expected) => {
    const { onDepthChange } = show(depth);
    fireEvent.click(await screen.findByRole('button', { name }));
    expect(onDepthChange).toHaveBeenCalledExactlyOnceWith(expected);
  });

  it('takes a depth of 1 to 20 and nothing else', () => {
    const { onDepthChange } = show(20);
    expect(
      screen.getByRole<HTMLButtonElement>('button', { name: 'Follow one link more' }).disabled,
    ).toBe(true);
    const input = screen.getByRole<HTMLInputElement>('spinbutton');
    for (const bad of ['21', '0', '', '2.5']) {
      fireEvent.change(input, { target: { value: bad } });
      fireEvent.blur(input);
      expect(input.value).toBe('20');
    }
    fireEvent.change(input, { target: { value: '7' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(onDepthChange).toHaveBeenCalledExactlyOnceWith(7);
  });
});
