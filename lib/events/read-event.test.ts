import { describe, expect, it } from 'vitest';
import { eventKind } from './event-kind';
import { readEventLine } from './read-event';

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const line = (fields: string): string =>
  `{"event_id":"e","timestamp":"2026-10-04","turn_number":1,"event_type":"STATE",${fields}}`;

describe('a line of any shape', () => {
  it('is read when its details are 100,000 deep', () => {
    const { event } = readEventLine(line(`"details":{"deep":${deep(100_000)}}`));
    expect(event?.event_id).toBe('e');
  });

  it('is quoted by its beginning when it is a list 100,000 deep', () => {
    const { reason } = readEventLine(deep(100_000));
    expect(reason).toBe(`not a JSON object but ${'['.repeat(80)}…`);
  });

  it('is quoted by its beginning when a field is 100,000 deep', () => {
    const { reason } = readEventLine(`{"event_id":${deep(100_000)}}`);
    expect(reason).toBe(`event_id is ${'['.repeat(80)}…`);
  });

  it('has no half of a surrogate pair in its names', () => {
    const fields =
      '"agent_id":"a\\udc00","description":"\\ud83d","details":{"variable_name":"\\ud800v"}';
    const { event } = readEventLine(line(fields));
    expect(event).toMatchObject({ agent_id: 'a\uFFFD', description: '\uFFFD' });
    expect(event && eventKind(event)).toBe('\uFFFDv');
  });
});
