import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from './event-type';
import { isRecordedAt, VERBOSITY_LEVELS } from './verbosity';

describe('verbosity', () => {
  it('adds types from level to level and loses none', () => {
    const recorded = VERBOSITY_LEVELS.map((level) =>
      EVENT_TYPES.filter((type) => isRecordedAt(level, type)),
    );
    expect(recorded).toEqual([
      ['MILESTONE'],
      ['MILESTONE', 'DECISION'],
      ['MILESTONE', 'DECISION', 'ACTION'],
      ['MILESTONE', 'DECISION', 'ACTION', 'STATE'],
      ['MILESTONE', 'DECISION', 'ACTION', 'STATE', 'DETAIL', 'SYSTEM'],
    ]);
  });

  it('takes ENV for STATE, and a type it does not know for a detail', () => {
    expect(isRecordedAt('ACTION', 'ENV')).toBe(false);
    expect(isRecordedAt('STATE', 'ENV')).toBe(true);
    expect(isRecordedAt('STATE', 'OBSERVATION')).toBe(false);
    expect(isRecordedAt('DETAIL', 'OBSERVATION')).toBe(true);
  });
});
