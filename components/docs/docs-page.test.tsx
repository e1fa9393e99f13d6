import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { contact } from '@/components/api';
import { createQueryClient } from '@/components/query-client';
import { ThemeProvider } from '@/components/theme/theme-provider';
import { openApiDocument } from '@/lib/api/openapi';
import { serveRuns } from '@/lib/testing/serve-runs';
import { DocsPage } from './docs-page';

const runs = serveRuns();

type Operation = '/events' | '/export' | '/causality/{event_id}';

/** The API's document with some operations only: finding roles is slow in the whole document. */
function documentOf(operations: readonly Operation[]) {
  const { paths = {}, ...document } = openApiDocument({ version: '1.2.3' });
  const kept = operations.map((path) => `/simulations/{simulation_id}${path}`);
  return { ...document, paths: Object.fromEntries(kept.map((path) => [path, paths[path]])) };
}

/** Serves this document instead of the API's. */
function serveDocument(document: object): void {
  const serve = globalThis.fetch;
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) =>
    path === '/openapi.json' ? Response.json(document) : serve(path, init),
  );
}

beforeAll(() =>
  runs.write('sim-001', [], {
    'events.jsonl':
      '{"event_id":"e1","timestamp":"2026-10-04T14:00:00+00:00","turn_number":1,"event_type":"ACTION","details":{"price":1.0}}\n',
  }),
);

afterEach(() => {
  vi.unstubAllGlobals();
});

async function showForm(
  name: RegExp,
  operations: readonly Operation[] = ['/events'],
): Promise<HTMLElement> {
  serveDocument(documentOf(operations));
  render(
    <QueryClientProvider client={createQueryClient()}>
      <ThemeProvider initialTheme="system">
        <DocsPage />
      </ThemeProvider>
    </QueryClientProvider>,
  );
  const form = await screen.findByRole('form', { name });
  // The first simulation is filled in once it is known.
  await within(form).findByDisplayValue('sim-001');
  return form;
}

function fill(form: HTMLElement, label: string, value: string): void {
  fireEvent.change(within(form).getByLabelText(label), { target: { value } });
}

describe('DocsPage', () => {
  it('shows a parameter with its type, bounds, default and meaning', async () => {
    const form = await showForm(/filtered events/);
    const limit = within(form).getByLabelText('limit');
    const about = document.getElementById(limit.getAttribute('aria-describedby') ?? '');
    expect(about?.textContent).toBe(
      'integer · 1 to 10,000 · default 1000 Maximum number of events',
    );
  });

  it('writes the command for the filled-in values, with repeated lists', async () => {
    const form = await showForm(/filtered events/);
    fill(form, 'event_types', 'STATE');
    fill(form, 'event_types, value 2', 'ACTION');
    expect(
      within(form).getByText(
        /^curl '.*\/simulations\/sim-001\/events\?event_types=STATE&event_types=ACTION'$/,
      ),
    ).toBeVisible();
  });

  it('sends it and shows status, size, headers and the body as it was sent', async () => {
    const form = await showForm(/filtered events/);
    fill(form, 'limit', 'lots');
    fireEvent.submit(form);
    expect(await screen.findByText(/^422 Unprocessable/)).toBeVisible();
    // A slow machine also asks for the server's health.
    expect(runs.asked.findLast((path) => path !== '/health')).toBe(
      '/simulations/sim-001/events?limit=lots',
    );

    fill(form, 'limit', '1');
    fireEvent.submit(form);
    expect(await screen.findByText('200 OK')).toBeVisible();
    expect(screen.getByText(/^W\/"/)).toBeVisible();
    const body = screen.getByRole('region', { name: 'Body of the answer' });
    expect(body.textContent).toContain('\n        "price": 1.0\n');
    fireEvent.click(screen.getByRole('button', { name: 'As sent' }));
    expect(body.textContent).toContain('"details":{"price":1.0}');
    expect(screen.getByText(`${String(body.textContent.length)} B`)).toBeVisible();
  });

  it('offers a file to be saved, and does not read it', async () => {
    const form = await showForm(/as a file/, ['/export']);
    const pulled = vi.fn();
    const serve = globalThis.fetch;
    // The answer with a body that tells when it is read.
    vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
      if (!path.includes('/export')) return serve(path, init);
      const { headers, body } = await serve(path, init);
      await body?.cancel();
      return new Response(new ReadableStream({ pull: pulled }, { highWaterMark: 0 }), { headers });
    });
    fill(form, 'format', 'csv');
    fireEvent.submit(form);
    const link = await screen.findByRole('link', { name: 'Save the file' });
    expect(link.getAttribute('href')).toBe('/simulations/sim-001/export?format=csv');
    expect(pulled).not.toHaveBeenCalled();
  });

  it('reports that the server cannot be reached', async () => {
    const form = await showForm(/filtered events/);
    // A check on its way would still find the server.
    await contact.look();
    // The network fails.
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    fireEvent.submit(form);
    expect(await screen.findByText(/^No answer: The server does not answer/)).toBeVisible();
    // All pages of this process share the state of the connection.
    vi.unstubAllGlobals();
    await contact.look();
  });

  it('uses a simulation chosen once in every operation', async () => {
    const form = await showForm(/filtered events/, ['/events', '/causality/{event_id}']);
    fill(form, 'simulation_id', 'other run');
    const chain = screen.getByRole('form', { name: /causality chain/ });
    expect(within(chain).getByDisplayValue('other run')).toBeVisible();
    expect(within(chain).getByText(/simulations\/other%20run\/causality/)).toBeVisible();
  });

  it('reports that the description cannot be shown', async () => {
    serveDocument({ openapi: '2.0' });
    render(
      <QueryClientProvider client={createQueryClient()}>
        <ThemeProvider initialTheme="system">
          <DocsPage />
        </ThemeProvider>
      </QueryClientProvider>,
    );
    expect(await screen.findByRole('alert', {}, { timeout: 5000 })).toBeVisible();
  });
});
