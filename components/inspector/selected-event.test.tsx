import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { PageCommandsProvider } from '@/components/commands/page-commands';
import { createQueryClient } from '@/components/query-client';
import { serveRuns } from '@/lib/testing/serve-runs';
import { SelectedEvent } from './selected-event';

const runs = serveRuns();

function line(id: string, causes: string, details: string): string {
  return `{"event_id":"${id}","timestamp":"2026-01-01T00:00:00Z","turn_number":1,"event_type":"STATE","caused_by":${causes},"description":"Text of ${id}","details":${details}}\n`;
}

beforeAll(() =>
  runs.write('run', [], {
    'events.jsonl': [
      line('choice', '[]', '{}'),
      line('price', '["choice","gone"]', '{"variable_name":"price","new_value":9007199254740993}'),
      line('stock', '["price"]', '{}'),
    ].join(''),
  }),
);

function show(eventId: string) {
  const [onSelectEvent, onClose] = [vi.fn(), vi.fn()];
  render(
    <QueryClientProvider client={createQueryClient()}>
      <PageCommandsProvider>
        <SelectedEvent
          simulationId="run"
          eventId={eventId}
          onSelectEvent={onSelectEvent}
          action={{ label: 'Why?', act: vi.fn() }}
          onShowState={vi.fn()}
          onClose={onClose}
        />
      </PageCommandsProvider>
    </QueryClientProvider>,
  );
  return { onSelectEvent, onClose };
}

describe('the selected event', () => {
  it('is shown with the digits of the file', async () => {
    show('price');
    const price = await screen.findByText('9,007,199,254,740,993');
    expect(price).toHaveAttribute('title', '9007199254740993');
  });

  it('leads to its causes and effects, and names a cause that the files lack', async () => {
    const { onSelectEvent } = show('price');
    const causes = within(await screen.findByRole('region', { name: 'Causes' }));
    expect(causes.getByText('gone')).toBeVisible();
    fireEvent.click(causes.getByRole('button', { name: /Text of choice/ }));
    expect(onSelectEvent).toHaveBeenLastCalledWith('choice', 'click');
    const effects = within(screen.getByRole('region', { name: 'Effects' }));
    fireEvent.click(effects.getByRole('button', { name: /Text of stock/ }));
    expect(onSelectEvent).toHaveBeenLastCalledWith('stock', 'click');
  });

  it('can be cleared when the files do not have it', async () => {
    const { onClose } = show('gone');
    expect(await screen.findByText('There is no such event')).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(onClose).toHaveBeenCalledOnce();
  });
});
