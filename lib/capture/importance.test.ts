import { describe, expect, it } from 'vitest';
import { importanceOf } from './importance';

describe('importanceOf', () => {
  it('ranks explanations of a run above its bulk', () => {
    const leastFirst: [string, Record<string, unknown> | null][][] = [
      [
        ['DETAIL', null],
        ['SYSTEM', { status: 'ok', llm_model: 'llama3' }],
        ['SYSTEM', { error_type: '' }],
        ['NOVELTY', null],
        ['toString', null],
      ],
      [
        ['STATE', null],
        ['ENV', null],
      ],
      [
        ['ACTION', null],
        ['SYSTEM', { error_type: 'timeout' }],
      ],
      [['DECISION', null]],
      [
        ['MILESTONE', null],
        ['SYSTEM', { system_event_type: 'turn_start' }],
      ],
    ];
    for (const [level, events] of leastFirst.entries()) {
      for (const [type, details] of events)
        expect([type, importanceOf(type, details)]).toEqual([type, level]);
    }
  });

  it('is not deceived by details of the wrong shape', () => {
    expect(importanceOf('SYSTEM', undefined)).toBe(0);
    expect(importanceOf('SYSTEM', { error_type: 5 })).toBe(0);
  });
});
