import { fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { EventData } from './event-data';
import { EventHeadline } from './event-headline';
import { readRecord } from '@/components/event-record/use-event-record';

/** `{"k0":0,"k1":1, …}` */
function objectOf(size: number): string {
  return `{${Array.from({ length: size }, (_, at) => `"k${at}":${at}`).join()}}`;
}

function renderEvent(fields: string, onAddCriteria = vi.fn()) {
  const record = readRecord(
    `{"event_id":"e1","timestamp":"2026-01-01T00:00:00Z","turn_number":1,${fields}}`,
  );
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
      'rate 1.0 → 9,007,199,254,740,993',
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
    expect(screen.getByText('30.50')).toBeVisible();
    expect(screen.getByText('mill')).toBeVisible();
  });

  it('shows member by member how an object changed, and folds away what did not', () => {
    renderEvent(
      '"event_type":"STATE","details":{"variable_name":"beliefs","old_value":{"mood":"calm","trust":0.5},"new_value":{"mood":"angry","trust":0.5}}',
    );
    const change = within(screen.getByRole('region', { name: 'Change' }));
    expect(change.getByText('calm').closest('del')).not.toBeNull();
    expect(change.getByText('angry').closest('ins')).not.toBeNull();
    expect(change.getByText('1 field unchanged')).toBeVisible();
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

  it('shows the beginning of a very long text, and the rest page by page', () => {
    const reasoning = `${'so it is '.repeat(2900)}END`;
    renderEvent(`"event_type":"DECISION","details":{"reasoning":"${reasoning}"}`);
    expect(screen.queryByText(/END$/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '24,903 more characters' }));
    expect(screen.getByText('1–10,000 of 26,103 characters')).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(screen.getByText(/END$/)).toBeVisible();
  });

  it('shows the letters of a name that hide or move others', () => {
    renderEvent(
      '"event_type":"ACTION","agent_id":"\\u202eevil\\u0000","details":{"action_type":"a\\nb"}',
    );
    expect(screen.getByText('agent').nextSibling?.textContent).toBe('\\u202eevil\\u0000');
  });

  const deep = (depth: number) => `${'{"d":'.repeat(depth)}1${'}'.repeat(depth)}`;
  it.each([
    ['an object of 50,000 keys', objectOf(50_000)],
    ['many lists side by side', `[${Array.from({ length: 3000 }, () => '[[1],[2]]').join()}]`],
    ['an object 5,000 deep', deep(5000)],
    ['a word of 300,000 letters', `"${'w'.repeat(300_000)}"`],
    ['a formula of 300,000 letters', `{"formula":"${'x'.repeat(300_000)}"}`],
  ])('makes few elements of %s', (_, json) => {
    for (const [type, details] of [
      ['ACTION', `{"action_payload":${json},"note":${json}}`],
      ['STATE', `{"variable_name":"v","old_value":1,"new_value":${json}}`],
      ['STATE', `{"variable_name":"v","old_value":${json},"new_value":{"d":2}}`],
      ['DETAIL', `{"intermediate_values":${json},"formula":${json}}`],
      ['SYSTEM', json.startsWith('{') ? json : '{}'],
    ] as const) {
      const { container, unmount } = renderEvent(`"event_type":"${type}","details":${details}`);
      expect(container.querySelectorAll('*').length).toBeLessThan(3000);
      expect(container.textContent.length).toBeLessThan(40_000);
      unmount();
    }
  });

  it('says how much is folded, and opens it in steps', () => {
    renderEvent(`"event_type":"ACTION","details":{"action_payload":{"all":${objectOf(50_000)}}}`);
    const branch = screen.getByText('50,000 fields').closest('details');
    if (branch === null) throw new Error('no branch');
    branch.open = true;
    fireEvent(branch, new Event('toggle'));
    fireEvent.click(screen.getByRole('button', { name: '49,900 more fields' }));
    expect(screen.getByText('1–100 of 50,000 fields')).toBeVisible();
    expect(screen.getByText('k99')).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(screen.getByText('k199')).toBeVisible();
    expect(screen.queryByText('k99')).toBeNull();
  });
});
