import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findByName, nameRank } from './name-rank';

describe('names that are looked for', () => {
  it('come exact first, then as they begin with it, at a word, and within; the same case before the other', () => {
    const best = [
      'agent_29',
      'Agent_29',
      'agent_299',
      'AGENT_290',
      'my agent_29',
      'the-AGENT_29',
      'subagent_29',
      'subAGENT_29',
    ];
    const shuffled = best.toSorted((a, b) => a.length - b.length || (a < b ? 1 : -1));
    expect(findByName([...shuffled, 'agent_2'], 'agent_29', (name) => name)).toEqual(best);
  });

  it('are found by a number within them', () => {
    const names = Array.from({ length: 30_000 }, (_, at) => `agent_${String(at)}`);
    expect(findByName(names, 'agent_29999', (name) => name)).toEqual(['agent_29999']);
    expect(findByName(names, '999', (name) => name)[0]).toBe('agent_999');
  });

  it('contain the text in any case; all contain the empty text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, text) => {
        const isThere = name.includes(text) || name.toLowerCase().includes(text.toLowerCase());
        expect(nameRank(name, text) !== undefined).toBe(isThere);
      }),
    );
    expect(findByName(['b', 'a'], '', (name) => name)).toEqual(['b', 'a']);
  });

  it('stay in their order where they answer alike', () => {
    expect(findByName(['xa2', 'xa1'], 'a', (name) => name)).toEqual(['xa2', 'xa1']);
  });
});
