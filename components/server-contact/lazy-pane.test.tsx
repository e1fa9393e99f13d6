import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { contact } from '@/components/api';
import { lazyPane } from './lazy-pane';
import { OverlayBoundary, PaneBoundary } from './pane-boundary';

const HEALTH = { status: 'ok', version: '1', revision: 'build 1', uptime_seconds: 1 };
const fetched = vi.fn<typeof fetch>();

const Graph = () => <p>the graph</p>;
const load = vi.fn<() => Promise<typeof Graph>>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', fetched);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  serve(HEALTH);
  contact.belongTo('build 1');
  load.mockReset();
});
afterEach(async () => {
  // All pages of this process share the state of the connection.
  serve(HEALTH);
  contact.belongTo('build 1');
  await contact.look();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function serve(health: unknown): void {
  fetched.mockImplementation(() => Promise.resolve(Response.json(health)));
}

function stop(): void {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'));
}

/** Runs everything due within some time, including promises. */
async function pass(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

async function show(): Promise<void> {
  const Pane = lazyPane(load);
  await act(async () => {
    render(
      <>
        <p>the rest</p>
        <PaneBoundary name="The graph">
          <Pane />
        </PaneBoundary>
      </>,
    );
    await vi.advanceTimersByTimeAsync(0);
  });
}

it('asks again for code that a server which answers did not give', async () => {
  load.mockRejectedValueOnce(new Error('no chunk')).mockResolvedValue(Graph);
  await show();
  await pass(5000);
  expect(screen.getByText('the graph')).toBeVisible();
  expect(load).toHaveBeenCalledTimes(2);
});

it('waits for a server that stopped, with a message, and continues when it is back', async () => {
  stop();
  load.mockRejectedValue(new Error('no chunk'));
  await show();
  await pass(3_600_000);
  expect(screen.getByText('The graph is not loaded yet')).toBeVisible();
  expect(load).toHaveBeenCalledOnce();
  load.mockResolvedValue(Graph);
  serve(HEALTH);
  await pass(10_000);
  expect(screen.getByText('the graph')).toBeVisible();
});

it('finally reports that it cannot be loaded, and retries on request', async () => {
  load.mockRejectedValue(new Error('no chunk'));
  await show();
  await pass(60_000);
  expect(screen.getByRole('alert').textContent).toContain('The graph could not be loaded');
  load.mockResolvedValue(Graph);
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await vi.advanceTimersByTimeAsync(1000);
  });
  expect(screen.getByText('the graph')).toBeVisible();
});

it('reports that Causeway was updated when its code no longer exists', async () => {
  serve({ ...HEALTH, revision: 'build 2' });
  load.mockRejectedValue(new Error('no chunk'));
  await show();
  await pass(1000);
  expect(screen.getByRole('alert').textContent).toContain('Causeway was updated; reload this page');
});

it('keeps a failure to its pane', async () => {
  load.mockResolvedValue(() => {
    throw new Error('it was a fault');
  });
  await show();
  await pass(1000);
  expect(screen.getByText('the rest')).toBeVisible();
  expect(screen.getByRole('alert').textContent).toContain('it was a fault');
});

it('does not open a dialog whose code comes after Escape was pressed', async () => {
  const Help = lazyPane(() => new Promise<typeof Graph>(() => undefined));
  const onClose = vi.fn();
  await act(async () => {
    render(
      <OverlayBoundary name="Help" onClose={onClose}>
        <Help />
      </OverlayBoundary>,
    );
    await vi.advanceTimersByTimeAsync(0);
  });
  fireEvent.keyDown(document.body, { key: 'j' });
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(onClose).toHaveBeenCalledOnce();
});
