import { describe, expect, it } from 'vitest';
import { readEventLine, type StoredEvent } from '../../events/read-event';
import { findDifferences, readRunValues } from './run-values';

/** `2 ada.cash 5`: in turn 2 the variable becomes 5. */
function changes(text: string): readonly StoredEvent[] {
  return text.split(', ').map((change, i) => {
    const [turn = '', variable = '', value = ''] = change.split(' ');
    const [name = '', agent] = variable.split('.').reverse();
    const { event } = readEventLine(
      JSON.stringify({
        event_id: String(i),
        timestamp: '2026-10-04T14:00:00Z',
        turn_number: Number(turn),
        event_type: 'STATE',
        simulation_id: 'sim',
        ...(agent !== undefined && { agent_id: agent }),
        details: { variable_name: name, new_value: Number(value) },
      }),
    );
    if (event === undefined) throw new Error(change);
    return event;
  });
}

describe('readRunValues', () => {
  const values = readRunValues(changes('0 price 1, 2 price 3, 2 price 5, 2 ada.cash 7, 4 price 9'));

  it('has the last value of a turn, until the next change', () => {
    expect([0, 1, 2, 3, 4, 9].map((turn) => values.valueAt('price', turn))).toEqual([
      1, 1, 5, 5, 9, 9,
    ]);
    expect(values.valueAt('ada.cash', 1)).toBeUndefined();
  });

  it('has the last change of each variable in a turn', () => {
    expect(values.changesIn(2)).toEqual([
      { eventId: '2', variable: 'price', turn: 2, value: 5 },
      { eventId: '3', variable: 'ada.cash', turn: 2, value: 7 },
    ]);
  });

  it('has the mean size over all turns', () => {
    expect(values.meanOf('price')).toBe((1 + 1 + 5 + 5 + 9) / 5);
  });
});

describe('findDifferences', () => {
  const twin = readRunValues(changes('0 price 100, 0 cash 0, 1 cash 100, 2 price 100, 2 cash 0'));

  it.each([
    ['2 price 111', ['price']],
    ['2 price 109', []],
    // A share of its usual size, not of a value near zero.
    ['2 cash 1', []],
    ['2 cash 40', ['cash']],
    ['2 other 5', []],
    ['1 price 200', []],
  ])('judges %s', (change, found) => {
    const run = readRunValues(changes(change));
    expect(findDifferences(run, twin, 2).map(({ variable }) => variable)).toEqual(found);
  });
});
