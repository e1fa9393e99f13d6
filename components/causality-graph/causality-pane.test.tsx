import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/components/api';
import { createQueryClient } from '@/components/query-client';
import { ApiProblemError } from '@/lib/api/client';
import { serveRuns } from '@/lib/testing/serve-runs';
import { CausalityPane } from './causality-pane';
import type { ChainChoice } from './causality-toolbar';
import { answerLayout, type LayoutRequest } from './layout/layout-message';

const runs = serveRuns();

function event(event_id: string, event_type: string, caused_by: readonly string[] = []): object {
  return {
    event_id,
    timestamp: '2026-10-04T14:00:00+00:00',
    turn_number: 31,
    event_type,
    simulation_id: 'sim',
    agent_id: 'mira_bank',
    caused_by,
    description: `Text of ${event_id}`,
  };
}

/** start -> choice -> price -> stock; `gone` is named as a cause of price. */
const CHAIN = [
  event('start', 'MILESTONE'),
  event('choice', 'DECISION', ['start']),
  event('price', 'ENV', ['choice', 'gone']),
  event('stock', 'STATE', ['price']),
];

const CHOICE: ChainChoice = { depth: 5, links: null, highlight: null, pathTo: null };

async function show(
  choice: Partial<ChainChoice> = {},
  { simulationId = 'sim', eventId = 'price' } = {},
) {
  const { declared_link_count } = await api.getSimulation(simulationId);
  const onSelectEvent = vi.fn();
  const onChange = vi.fn();
  render(
    <QueryClientProvider client={createQueryClient()}>
      <CausalityPane
        simulationId={simulationId}
        eventId={eventId}
        runDeclaresCauses={declared_link_count > 0}
        choice={{ ...CHOICE, ...choice }}
        onChange={onChange}
        trail={{ eventIds: [eventId], at: 0 }}
        onShowLikelyCause={() => undefined}
        onSelectEvent={onSelectEvent}
      />
    </QueryClientProvider>,
  );
  return { onSelectEvent, onChange };
}

/** Runs the worker's code inside the page. */
class InlineWorker extends EventTarget {
  postMessage(request: LayoutRequest) {
    const data = answerLayout(request);
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }
  terminate() {}
}

function card(id: string): HTMLElement {
  const [found] = screen
    .getByRole('group', { name: /Graph/ })
    .querySelectorAll<HTMLElement>(`[data-node-id="${id}"]`);
  if (found === undefined) throw new Error(`no card of ${id}`);
  return found;
}

/** The graph appears before its layout, and the selected card before the cards around it. */
async function untilDrawn(id = 'stock'): Promise<void> {
  await waitFor(() => expect(card(id)).toBeVisible());
}

beforeAll(() => runs.write('sim', [...CHAIN, event('alone', 'STATE')]));

beforeEach(() => {
  vi.stubGlobal('Worker', InlineWorker);
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('reduced-motion'),
    addEventListener() {},
    removeEventListener() {},
  }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #report: () => void;
      constructor(report: () => void) {
        this.#report = report;
      }
      observe() {
        queueMicrotask(this.#report);
      }
      disconnect() {}
    },
  );
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(2000);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(900);
});

afterEach(() => {
  // Before the browser features that it uses are removed.
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('CausalityPane', () => {
  it('follows links to the depth it is given', async () => {
    await show({ depth: 1 });
    expect(await screen.findByText('3 events · 1 cause not in the files')).toBeVisible();
  });

  it('follows inferred links where a run declares none, with a note', async () => {
    await runs.write('undeclared', [event('choice', 'DECISION'), event('price', 'ACTION')]);
    await show({}, { simulationId: 'undeclared' });
    expect(await screen.findByText(/dashed links are inferred by rules/)).toBeVisible();
    await untilDrawn('choice');
  });

  it('draws a card for each event, the spelling ENV as the state change it is', async () => {
    await show();
    await untilDrawn();
    const selected = await screen.findByRole('button', {
      name: /state.*mira_bank · 31.*Text of price/,
    });
    expect(selected.getAttribute('aria-current')).toBe('true');
    expect(selected.getAttribute('aria-description')).toContain('2 causes, 1 effect');
    for (const id of ['choice', 'start', 'stock']) expect(card(id)).toBeVisible();
  });

  it('counts the events found and the causes missing in the files', async () => {
    await show();
    expect(await screen.findByText('4 events · 1 cause not in the files')).toBeVisible();
  });

  it('selects the event of a card that is clicked', async () => {
    const { onSelectEvent } = await show();
    await untilDrawn();
    fireEvent.click(card('choice'));
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('choice');
  });

  it('shows a missing cause that cannot be selected', async () => {
    const { onSelectEvent } = await show();
    await untilDrawn();
    const ghost = screen.getByRole('button', { name: /cause not in the files/ });
    expect(ghost.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(ghost);
    expect(onSelectEvent).not.toHaveBeenCalled();
  });

  it('is walked by arrow keys, one card at a time being the tab stop, and selects on Enter', async () => {
    const { onSelectEvent } = await show();
    await untilDrawn();
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
    await show();
    await untilDrawn();
    fireEvent.keyDown(card('price'), { key: 'ArrowLeft' });
    expect(onKeyDown).not.toHaveBeenCalled();
    fireEvent.keyDown(card('price'), { key: '/' });
    expect(onKeyDown).toHaveBeenCalledOnce();
    document.body.removeEventListener('keydown', onKeyDown);
  });

  it('shows the same as a list', async () => {
    const { onSelectEvent } = await show();
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
      name: /decision.*Text of choice.*led to.*Text of price \(declared\)/,
    });
    fireEvent.click(cause);
    expect(onSelectEvent).toHaveBeenCalledExactlyOnceWith('choice');
  });

  it('lists some events of many at a time, and reports that there are more than were found', async () => {
    const effects = Array.from({ length: 1100 }, (_, at) =>
      event(`effect ${String(at)}`, 'ACTION', ['price']),
    );
    await runs.write('many', [event('price', 'ENV'), ...effects]);
    await show({}, { simulationId: 'many' });
    expect(await screen.findByText(/nearest 1,001 events; there are more/)).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'List' }));
    expect(screen.getByText('Effects 1,000')).toBeVisible();
    expect(screen.getAllByRole('listitem').length).toBeLessThan(110);
    expect(screen.getByRole('button', { name: '950 more events' })).toBeVisible();
  });

  it('reports that there are no links', async () => {
    await show({}, { eventId: 'alone' });
    expect(await screen.findByText(/names no cause/)).toBeVisible();
    await untilDrawn('alone');
  });

  it('does not deny an effect that is a cause, too', async () => {
    await runs.write('cycle', [
      event('start', 'MILESTONE'),
      event('choice', 'DECISION', ['start', 'price']),
      event('price', 'ENV', ['choice', 'gone']),
    ]);
    await show({}, { simulationId: 'cycle' });
    expect(await screen.findByText('3 events · 1 cause not in the files')).toBeVisible();
    expect(await screen.findByText('← causes')).toBeVisible();
    expect(screen.queryByText('no effects')).toBeNull();
  });

  it('shows text of events as text', async () => {
    const hostile = { ...event('price', 'ENV'), description: '<img src=x onerror=alert(1)>' };
    await runs.write('hostile', [hostile]);
    await show({}, { simulationId: 'hostile' });
    expect(await screen.findByText(/<img src=x/)).toBeVisible();
    expect(document.querySelector('img')).toBeNull();
  });

  it('waits for the index and shows its progress', async () => {
    // The index is never ready.
    vi.spyOn(api, 'getCausality').mockRejectedValue(
      new ApiProblemError(
        {
          type: 'about:blank',
          title: 'Not ready',
          status: 503,
          detail: 'The index is not ready.',
          code: 'index_not_ready',
          index: { bytes_indexed: 43e6, bytes_total: 100e6, seconds_left: 9 },
        },
        60,
      ),
    );
    await show();
    const bar = await screen.findByRole('progressbar', { name: 'Indexing' });
    expect(bar.getAttribute('aria-valuetext')).toBe('43 %, 43 of 100 MB, 9 s left');
    expect(screen.getByText('9 s left')).toBeVisible();
  });

  it('shows the error and retries on request', async () => {
    await runs.write('late', CHAIN.slice(0, 2));
    await show({}, { simulationId: 'late' });
    expect(await screen.findByText('Simulation "late" has no event "price".')).toBeVisible();
    await runs.write('late', CHAIN);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/4 events/)).toBeVisible();
  });

  it.each([
    ['1', { depth: 1 }],
    ['All, at most 20', { depth: 20 }],
    ['inferred', { links: 'all' }],
    ['declared', { links: 'inferred' }],
    ['Root causes', { highlight: 'roots', pathTo: null }],
  ])('is told to show %s', async (name, change) => {
    const { onChange } = await show();
    fireEvent.click(await screen.findByRole('button', { name }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(change, 'replace');
  });

  it('offers a depth from a link besides its own', async () => {
    await show({ depth: 7 });
    const button = await screen.findByRole('button', { name: '7' });
    expect(button.getAttribute('aria-pressed')).toBe('true');
  });

  it('requests one step more from a card, and draws the result', async () => {
    await show({ depth: 1 }, { eventId: 'choice' });
    await untilDrawn('price');
    expect(screen.getByText('3 events')).toBeVisible();
    fireEvent.keyDown(card('price'), { key: '+' });
    expect(await screen.findByText('4 events · 1 cause not in the files')).toBeVisible();
    await untilDrawn('stock');
  });

  it('collapses the branch of a card and shows it again', async () => {
    await show();
    await untilDrawn();
    fireEvent.keyDown(card('choice'), { key: '-' });
    await vi.waitFor(() => expect(() => card('start')).toThrow());
    expect(card('choice').getAttribute('aria-description')).toContain('1 event collapsed');
    fireEvent.keyDown(card('choice'), { key: '+' });
    await vi.waitFor(() => expect(card('start')).toBeVisible());
  });

  it('names root causes, including missing ones', async () => {
    await show({ highlight: 'roots' });
    expect(await screen.findByText(/^2 root causes/)).toBeVisible();
    expect(screen.getByText('gone, not in the files')).toBeVisible();
    expect(screen.getByRole('button', { name: /milestone: *Text of start/ })).toBeVisible();
  });
});
