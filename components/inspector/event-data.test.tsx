import { render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { readEventLine } from '@/lib/events/read-event';
import { EventData } from './event-data';
import { EventHeadline } from './event-headline';
import { parseExactJson } from './exact-json';
import type { EventRecord } from './use-event-record';

function recordOf(fields: string): EventRecord {
  const line = `{"event_id":"e1","timestamp":"2026-01-01T00:00:00Z","turn_number":1,${fields}}`;
  const { event, reason } = readEventLine(line);
  if (event === undefined) throw new Error(reason);
  return { event, line, json: parseExactJson(line) };
}

function renderEvent(fields: string) {
  const record = recordOf(fields);
  return render(
    <>
      <EventHeadline record={record} onClose={vi.fn()} />
      <EventData record={record} />
    </>,
  );
}

describe('an event in the inspector', () => {
  it('shows a change with the digits of the file', () => {
    renderEvent(
      '"event_type":"ENV","details":{"variable_name":"rate","old_value":1.0,"new_value":9007199254740993}',
    );
    expect(screen.getByRole('heading').textContent).toContain('rate 1.0 → 9007199254740993');
  });

  it('says under which spelling a type was written', () => {
    renderEvent('"event_type":"ENV","details":{"variable_name":"rate","new_value":1}');
    expect(screen.getByText('written as').nextSibling?.textContent).toBe('ENV');
  });

  it('shows markup in an event as the text it is', () => {
    const { container } = renderEvent(
      '"event_type":"ACTION","description":"<img src=x>","details":{"note":"<b>bold</b>","deep":{"x":"<script>"}}',
    );
    expect(container.querySelector('img, b, script')).toBeNull();
    expect(screen.getByRole('heading').textContent).toBe('<img src=x>');
  });

  it('tells a system error with its retries', () => {
    renderEvent(
      '"event_type":"SYSTEM","details":{"error_type":"timeout","status":"failed","retry_count":2}',
    );
    const facts = screen
      .getAllByRole('term')
      .map((term) => [term.textContent, term.nextSibling?.textContent]);
    expect(facts).toContainEqual(['error', 'timeout']);
    expect(facts).toContainEqual(['retries', '2']);
  });

  it('lays nested values out as a tree', () => {
    renderEvent(
      '"event_type":"ACTION","details":{"action_payload":{"tonnes":30.50,"to":["mill"]}}',
    );
    expect(screen.getByText('30.50')).toBeDefined();
    expect(screen.getByText('mill')).toBeDefined();
  });
});
