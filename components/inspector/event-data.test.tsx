import { fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { readEventLine } from '@/lib/events/read-event';
import { EventData } from './event-data';
import { EventHeadline } from './event-headline';
import { parseExactJson } from '@/components/ui/exact-json';
import type { EventRecord } from './use-event-record';

function recordOf(fields: string): EventRecord {
  const line = `{"event_id":"e1","timestamp":"2026-01-01T00:00:00Z","turn_number":1,${fields}}`;
  const { event, reason } = readEventLine(line);
  if (event === undefined) throw new Error(reason);
  return { event, statedId: event.event_id, line, json: parseExactJson(line) };
}

function renderEvent(fields: string, onAddCriteria = vi.fn()) {
  const record = recordOf(fields);
  return render(
    <>
      <EventHeadline record={record} onClose={vi.fn()} />
      <EventData record={record} onAddCriteria={onAddCriteria} />
    </>,
  );
}

describe('an event in the inspector', () => {
  it('shows a change with the digits of the file', () => {
    renderEvent(
      '"event_type":"ENV","details":{"variable_name":"rate","old_value":1.0,"new_value":9007199254740993}',
    );
    expect(screen.getByRole('heading', { level: 2 }).textContent).toContain(
      'rate 1.0 → 9007199254740993',
    );
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
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('<img src=x>');
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

  it('shows member by member how an object changed, and folds away what did not', () => {
    renderEvent(
      '"event_type":"STATE","details":{"variable_name":"beliefs","old_value":{"mood":"calm","trust":0.5},"new_value":{"mood":"angry","trust":0.5}}',
    );
    const change = within(screen.getByRole('region', { name: 'Change' }));
    expect(change.getByText('calm').closest('del')).not.toBeNull();
    expect(change.getByText('angry').closest('ins')).not.toBeNull();
    expect(change.getByText('1 field unchanged')).toBeDefined();
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('beliefs changed');
  });

  it('marks the words of a long text that changed', () => {
    const text = 'I met bob at the market and he sold me';
    renderEvent(
      `"event_type":"STATE","details":{"variable_name":"memory","old_value":"${text} apples","new_value":"${text} pears"}`,
    );
    const change = within(screen.getByRole('region', { name: 'Change' }));
    expect(change.getByText('apples').tagName).toBe('DEL');
    expect(change.getByText('pears').tagName).toBe('INS');
  });

  it('leads from what went into a calculation to what came out of it', () => {
    renderEvent(
      '"event_type":"DETAIL","details":{"calculation_type":"price","formula":"a * b","intermediate_values":{"a":2.50,"b":3},"result":7.50}',
    );
    const text = screen.getByRole('region', { name: 'Calculation' }).textContent;
    expect(text).toMatch(/a \* b.*2\.50.*→.*result.*7\.50/);
  });

  it('offers the filters that an event suggests', () => {
    const onAddCriteria = vi.fn();
    renderEvent(
      '"event_type":"ENV","agent_id":"bob","details":{"variable_name":"rate"}',
      onAddCriteria,
    );
    for (const name of [
      ...['Only turn 1', 'Only type state', 'Not type state', 'Only kind rate', 'Not kind rate'],
      ...['Only agent bob', 'Not agent bob'],
    ]) {
      fireEvent.click(screen.getByRole('button', { name }));
    }
    expect(onAddCriteria.mock.calls.map(([criteria]) => criteria as unknown)).toEqual([
      { turn_start: 1, turn_end: 1 },
      { event_types: ['STATE'] },
      { exclude_event_types: ['STATE'] },
      { kinds: ['rate'] },
      { exclude_kinds: ['rate'] },
      { agent_ids: ['bob'] },
      { exclude_agent_ids: ['bob'] },
    ]);
    expect(screen.queryByRole('button', { name: 'Not turn 1' })).toBeNull();
  });

  it('shows the beginning of a very long text, and all of it when asked', () => {
    renderEvent(`"event_type":"DECISION","details":{"reasoning":"${'so it is '.repeat(900)}END"}`);
    expect(screen.queryByText(/END$/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'All 8,103 characters' }));
    expect(screen.getByText(/END$/)).toBeDefined();
  });
});
