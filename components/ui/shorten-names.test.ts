import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownName } from './shown-text';
import { shortenNames } from './shorten-names';

const measure = (text: string) => Array.from(text).length * 10;

function shortened(names: readonly string[], letters: number): readonly (string | undefined)[] {
  const shown = names.map((name) => shownName(name));
  const short = shortenNames(shown, letters * 10, measure);
  return shown.map((name) => short.get(name));
}

describe('shortenNames', () => {
  it('keeps names that fit, and takes the middle out of others', () => {
    expect(shortened(['ada', 'simulation_start', 'simulation_end'], 10)).toEqual([
      ...['ada', 'simula…art', 'simula…end'],
    ]);
  });

  it('shows where names differ that begin and end alike', () => {
    expect(shortened(['agent_of_north_market_01', 'agent_of_south_market_01'], 10)).toEqual([
      ...['…north_ma…', '…south_ma…'],
    ]);
    expect(shortened(['agent_x_1_of_all', 'agent_x_2_of_all', 'agent_y_2_of_all'], 4)).toEqual([
      ...['…1_…', '…2_…', '…y_…'],
    ]);
  });

  it('never lets two names look the same, nor grow beyond their room while that has a few letters', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '_', '…', '🌾'), maxLength: 14 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 12 }), fc.nat({ max: 12 }), (names, room) => {
        const short = shortened(names, room);
        expect(new Set(short).size).toBe(names.length);
        for (const text of short) {
          expect(measure(text ?? '')).toBeLessThanOrEqual(Math.max(room, 5) * 10);
        }
      }),
    );
  });
});
