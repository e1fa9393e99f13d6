import { describe, expect, it } from 'vitest';
import { readEventLine } from '@/lib/events/read-event';
import { eventSections } from './event-sections';
import { inlineText, parseExactJson } from './exact-json';

function sections(event_type: string, details: string, extra = '') {
  const line = `{"event_id":"e1","timestamp":"2026-01-01T00:00:00Z","turn_number":1,"event_type":"${event_type}","details":${details}${extra}}`;
  const { event, reason } = readEventLine(line);
  if (event === undefined) throw new Error(reason);
  return eventSections({ event, line, json: parseExactJson(line) });
}

describe('what the inspector shows of an event', () => {
  it('leads with the change of a state or a decision, in either spelling', () => {
    const details = '{"variable_name":"rate","old_value":1.0,"new_value":1.5,"scope":"global"}';
    const { change, facts } = sections('ENV', details);
    expect(change?.name).toBe('rate');
    expect(change?.delta?.amount).toBe('+0.5');
    expect(facts.map(([name]) => name)).toEqual(['variable_name', 'scope']);
  });

  it('takes a value that was null before for one that was set', () => {
    const { change } = sections('STATE', '{"variable_name":"x","old_value":null,"new_value":3}');
    expect(change?.from).toEqual({ kind: 'null' });
    expect(change?.delta).toBeUndefined();
  });

  it('does not take an action with a new_value in it for a change', () => {
    const { change, facts } = sections('ACTION', '{"action_type":"set","new_value":3}');
    expect(change).toBeNull();
    expect(facts.map(([name]) => name)).toEqual(['action_type', 'new_value']);
  });

  it('sorts single values from those that need a tree', () => {
    const { facts, trees } = sections(
      'ACTION',
      '{"action_type":"trade","action_payload":{"n":1.0},"tags":[]}',
    );
    expect(facts.map(([name, value]) => [name, inlineText(value)])).toEqual([
      ['action_type', 'trade'],
      ['tags', '[]'],
    ]);
    expect(trees.map(([name]) => name)).toEqual(['action_payload']);
  });

  it('keeps fields it does not know', () => {
    const { otherFields } = sections('SYSTEM', 'null', ',"trace_id":"t1"');
    expect(otherFields?.entries.map(([name]) => name)).toEqual(['trace_id']);
    expect(sections('SYSTEM', 'null').otherFields).toBeNull();
  });
});
