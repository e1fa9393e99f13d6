import { describe, expect, it } from 'vitest';
import { eventSections, type NamedValue } from './event-sections';
import { inlineText } from '@/components/ui/exact-json';
import { readRecord } from '@/components/event-record/use-event-record';

function sections(event_type: string, details: string, extra = '') {
  const line = `{"event_id":"e1","timestamp":"2026-01-01T00:00:00Z","turn_number":1,"event_type":"${event_type}","details":${details}${extra}}`;
  return eventSections(readRecord(line));
}

const texts = (values: readonly NamedValue[] = []) =>
  values.map(([name, value]) => `${name} ${inlineText(value)}`);

describe('what the inspector shows of an event', () => {
  it.each(['STATE', 'ENV', 'DECISION', 'MILESTONE'])('leads with the change of a %s', (type) => {
    const details = '{"variable_name":"rate","old_value":1.0,"new_value":1.5,"scope":"global"}';
    const { change, kind, sections: found } = sections(type, details);
    expect(change?.name).toBe('rate');
    expect(change?.delta?.amount).toBe('+0.5');
    expect(kind).toEqual({ field: 'variable_name', kind: 'rate' });
    expect(found.map(({ heading, values }) => [heading, ...texts(values)])).toEqual([
      ['Details', 'scope global'],
    ]);
  });

  it('finds no change where the old and the new value are null, and keeps both among the details', () => {
    const { change, sections: shown } = sections(
      'DECISION',
      '{"decision_type":"watch","old_value":null,"new_value":null}',
    );
    expect(change).toBeNull();
    expect(texts(shown[0]?.values)).toEqual(['old_value null', 'new_value null']);
  });

  it('takes a value that was null before for one that was set', () => {
    const { change } = sections('STATE', '{"variable_name":"x","old_value":null,"new_value":3}');
    expect(change?.from).toEqual({ kind: 'null' });
    expect(change?.delta).toBeUndefined();
  });

  it('does not take an action with a new_value in it for a change', () => {
    const { change, sections: found } = sections('ACTION', '{"action_type":"set","new_value":3}');
    expect(change).toBeNull();
    expect(texts(found[0]?.values)).toEqual(['new_value 3']);
  });

  it('has the payload of an action under a heading of its own', () => {
    const { sections: found } = sections(
      'ACTION',
      '{"action_name":"trade","action_type":"x","action_payload":{"n":1.0},"tags":[]}',
    );
    expect(found.map(({ heading, values }) => [heading, ...texts(values)])).toEqual([
      ['Payload', 'action_payload {"n":1.0}'],
      ['Details', 'action_name trade', 'tags []'],
    ]);
  });

  it('tells what went into a calculation from what came out of it', () => {
    const { sections: found } = sections(
      'DETAIL',
      '{"calculation_type":"price","formula":"a*b","intermediate_values":{"a":2.50,"b":3,"result":7.5},"by":"x"}',
    );
    expect(texts(found[0]?.values)).toEqual(['formula a*b', 'a 2.50', 'b 3']);
    expect(texts(found[0]?.results)).toEqual(['result 7.5']);
    expect(found.map(({ heading }) => heading)).toEqual(['Calculation', 'Details']);
  });

  it('gathers the facts of a call of a model, and what follows from them', () => {
    const { sections: found } = sections(
      'SYSTEM',
      '{"error_type":"llm_timeout","status":"retrying","retry_count":1,"llm_model":"m","latency_ms":1250.0,' +
        '"timeout_ms":5000,"prompt_tokens":1710,"completion_tokens":242}',
    );
    expect(found.map(({ heading }) => heading)).toEqual(['LLM call']);
    expect(texts(found[0]?.values)).toContain('latency_ms 1250.0');
    expect(texts(found[0]?.values)).toContain('retry_count 1');
    expect([...(found[0]?.notes ?? [])]).toEqual([
      ['latency_ms', '25 % of the timeout'],
      ['completion_tokens', '1,952 in all'],
    ]);
  });

  it('has an error with its retries, and no error of what only has a status', () => {
    const error = sections(
      'SYSTEM',
      '{"error_type":"disk_full","status":"failed","retry_count":2}',
    );
    expect(error.kind?.kind).toBe('disk_full');
    expect(error.sections.map(({ heading }) => heading)).toEqual(['Error']);
    const resting = sections('SYSTEM', '{"status":"paused","attempt":1}');
    expect(resting.sections.map(({ heading }) => heading)).toEqual(['Status']);
  });

  it('keeps fields it does not know, and those it cannot read', () => {
    const other = (details: string, extra = '') =>
      sections('SYSTEM', details, extra).sections.find(({ heading }) => heading === 'Other fields');
    expect(texts(other('null', ',"trace_id":"t1"')?.values)).toEqual(['trace_id t1']);
    expect(texts(other('"just text"')?.values)).toEqual(['details just text']);
    expect(
      texts(other('null', ',"agent_id":7,"caused_by":["a",1],"description":null')?.values),
    ).toEqual(['agent_id 7', 'caused_by ["a",1]']);
    expect(texts(other('null', ',"turn_number":1')?.values)).toEqual(['turn_number 1']);
    expect(other('{}', ',"agent_id":"a","caused_by":"b"')).toBeUndefined();
  });

  it('loses no member of details, not even one that stands twice', () => {
    const { change, sections: found } = sections(
      'STATE',
      '{"variable_name":"x","old_value":1,"new_value":2,"new_value":3,"status":"a","status":"b"}',
    );
    expect(change?.to).toEqual({ kind: 'number', text: '3' });
    expect(texts(found[0]?.values)).toEqual(['new_value 2', 'status a', 'status b']);
  });
});
