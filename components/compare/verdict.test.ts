import { describe, expect, it } from 'vitest';
import { COMPARISON_EXAMPLES } from '@/lib/api/comparison-examples';
import { comparisonSchema } from '@/lib/api/comparison-contract';
import type { Comparison } from '@/lib/api/client';
import { togetherText, toldSentences, verdictText } from './verdict';

const { events: _, ...parsed } = comparisonSchema.parse(COMPARISON_EXAMPLES.comparison);
const example: Comparison = { ...parsed, events: { a: [], b: [] } };

describe('the verdict', () => {
  it('says from which turn on the runs differ', () => {
    expect(verdictText(example)).toBe('different from turn 10 on');
    expect(togetherText(example)).toBe('They do not come together again.');
  });

  it('says in which turns they differ, when they come together before the end', () => {
    const again = { ...example, together_again: [{ first_turn: 12, last_turn: 40 }] };
    expect(verdictText(again)).toBe('different in turns 10 to 11');
    expect(togetherText(again)).toBe('They have the same events again in turns 12–40.');
    const next = { ...example, together_again: [{ first_turn: 11, last_turn: 40 }] };
    expect(verdictText(next)).toBe('different in turn 10');
    const between = { ...example, together_again: [{ first_turn: 12, last_turn: 12 }] };
    expect(verdictText(between)).toBe('different from turn 10 on');
  });

  it('says how much was compared without a difference', () => {
    expect(verdictText({ ...example, same: true, first_divergence: null })).toBe(
      'no difference in 3,512 events',
    );
  });
});

describe('what is told first', () => {
  it('is nothing for another configuration, which has a panel', () => {
    expect(toldSentences(example)).toEqual([]);
  });

  it('is another seed, another verbosity, a run cut short, renamed agents', () => {
    const told = toldSentences({
      ...example,
      told: ['another_seed', 'another_verbosity', 'cut_short', 'renamed_agents'],
      configuration: {
        ...example.configuration,
        differences: [{ path: 'simulation.seed', a: 1, b: 2 }],
      },
      verbosity: { a: 'DETAIL', b: 'ACTION', left_out: { a: 69, b: 0 } },
      ends_early: { run: 'b', last_turn: 7, has_end: false, event_id: null, missing: 120 },
      renamed_agents: [{ a: 'juno', b: 'juna' }],
    });
    expect(told).toEqual([
      'Another seed: 1 in A, 2 in B.',
      'Recorded at another verbosity, A at DETAIL and B at ACTION: 69 events of A, which the other run does not record, are not compared.',
      'B is cut short, in turn 7; A has 120 events in later turns.',
      'Renamed agents: juno is juna in B.',
    ]);
  });
});
