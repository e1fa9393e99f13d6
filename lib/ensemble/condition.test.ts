import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidParametersError } from '../errors';
import { meetsAll, meetsCondition } from './answer-condition';
import {
  CONDITION_TIMES,
  describeCondition,
  isVariableCondition,
  readCondition,
  VARIABLE_OPERATORS,
  whyNoCondition,
  writeCondition,
  type VariableCondition,
} from './condition';

const arbitraryCondition = fc.record(
  {
    variable: fc.string({ minLength: 1 }).map((text) => text.toWellFormed()),
    operator: fc.constantFrom(...VARIABLE_OPERATORS),
    value: fc.integer({ min: -4, max: 4 }),
    when: fc.constantFrom(...CONDITION_TIMES),
    turn_start: fc.nat(14),
    turn_end: fc.nat(14),
  },
  { requiredKeys: ['variable', 'operator', 'value'] },
);

const COMPARE = {
  over: (a: number, b: number) => a > b,
  at_least: (a: number, b: number) => a >= b,
  under: (a: number, b: number) => a < b,
  at_most: (a: number, b: number) => a <= b,
  equal: (a: number, b: number) => a === b,
  unequal: (a: number, b: number) => a !== b,
};

/** Looks at each turn. */
function meetsNaively(
  { operator, value, when = 'ever', turn_start = 0, turn_end = Infinity }: VariableCondition,
  set: ReadonlyMap<number, number | null>,
  lastTurn: number,
): boolean | null {
  const answers: (boolean | null)[] = [];
  let current: number | null = null;
  for (let turn = 0; turn <= Math.min(lastTurn, turn_end); turn++) {
    if (set.has(turn)) current = set.get(turn) ?? null;
    if (turn >= turn_start)
      answers.push(current === null ? null : COMPARE[operator](current, value));
  }
  const known = answers.filter((answer) => answer !== null);
  if (when === 'end') return answers.at(-1) ?? null;
  if (known.length === 0) return null;
  return when === 'ever' ? known.includes(true) : !known.includes(false);
}

describe('a condition on a variable', () => {
  it('holds as it does turn by turn', () => {
    fc.assert(
      fc.property(
        arbitraryCondition,
        fc.uniqueArray(fc.tuple(fc.nat(12), fc.option(fc.integer({ min: -4, max: 4 }))), {
          selector: ([turn]) => turn,
        }),
        fc.nat(4),
        (condition, pairs, more) => {
          const set = new Map(pairs.sort(([a], [b]) => a - b));
          const lastTurn = Math.max(0, ...set.keys()) + more;
          const columns = {
            turns: Float64Array.from(set.keys()),
            values: Float64Array.from(set.values(), (value) => value ?? NaN),
          };
          expect(meetsCondition(condition, columns, lastTurn)).toBe(
            meetsNaively(condition, set, lastTurn),
          );
        },
      ),
      { numRuns: 2000, seed: 20_261_201 },
    );
  });

  it('is unknown without the variable; a conjunction is no when one part is no', () => {
    const condition = { variable: 'x', operator: 'over', value: 1 } as const;
    expect(meetsCondition(condition, undefined, 9)).toBeNull();
    expect(meetsAll([true, null, false])).toBe(false);
    expect(meetsAll([true, null])).toBeNull();
    expect(meetsAll([true, true])).toBe(true);
  });
});

describe('the text of a condition', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(arbitraryCondition, (condition) => {
        expect(readCondition(writeCondition(condition))).toEqual(condition);
      }),
    );
    const events = {
      events_at_least: 3,
      event_types: ['ACTION', 'STATE'],
      q: 'a&b=c',
      turn_end: 9,
    };
    expect(readCondition(writeCondition(events))).toEqual(events);
    expect(isVariableCondition(readCondition(writeCondition(events)))).toBe(false);
  });

  it.each([
    ['variable=x&operator=over&value=300', 'x over 300 in some turn'],
    [
      'variable=x&operator=at_most&value=-1e3&when=end&turn_end=9',
      'x at most -1000 at the end up to 9',
    ],
    [
      'variable=x&operator=equal&value=.5&when=always&turn_start=2&turn_end=4',
      'x equal to 0.5 in every turn from 2 to 4',
    ],
    ['events_at_least=1', 'at least 1 event'],
    [
      'events_at_least=2&event_types=ACTION&kinds=buy&turn_start=3',
      'at least 2 events with event_types=ACTION, kinds=buy in turns from 3',
    ],
  ])('%s means %s', (text, sentence) => {
    expect(whyNoCondition(text)).toBeUndefined();
    expect(describeCondition(readCondition(text))).toBe(sentence);
  });

  it.each([
    ['', 'expected either a variable with operator and value, or events_at_least'],
    ['variable=x&events_at_least=1', 'expected either'],
    ['variable=x', 'operator=nothing'],
    ['variable=x&operator=above&value=1', 'operator=above: expected over, '],
    ['variable=x&operator=over&value=NaN', 'value=NaN: expected a number'],
    ['variable=x&operator=over&value=1e999', 'value=1e999: expected a finite number'],
    ['variable=x&operator=over&value=1&when=never', 'when=never: expected ever, always, end'],
    ['variable=x&operator=over&value=1&value=2', 'value=1, 2: given more than once'],
    ['variable=x&operator=over&value=1&turn_start=-1', 'turn_start=-1: expected an integer'],
    ['events_at_least=0', 'events_at_least=0: expected an integer of at least 1'],
    ['events_at_least=1&outcomes=bad', 'outcomes=bad: expected failed, ok, none'],
    ['events_at_least=1&where=x', 'where=x: '],
  ])('refuses %j', (text, reason) => {
    expect(() => readCondition(text)).toThrow(InvalidParametersError);
    expect(whyNoCondition(text)).toContain(reason);
  });
});
