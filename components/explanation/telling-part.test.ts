import { expect, it } from 'vitest';
import { tellingPart } from './telling-part';

it.each([
  ['Grain price: 513.59 → 532.34 crowns a tonne (+3.7 %)', false, '513.59 → 532.34'],
  ["juno_trader's output fell from 56 to 34", false, 'from 56 to 34'],
  ['price changes 3 times, from 10 to 1,234.5', false, 'from 10 to 1,234.5'],
  ['Fall back to the plan of turn 4, 55 t a turn', true, 'Fall back to the plan of turn 4'],
  ['juno_trader lands 55.1 t of grain; its plan says 55', false, ''],
  ['withhold grain', true, 'withhold grain'],
  ['', true, ''],
])('in %j the part that tells most is %j', (text, isNotable, telling) => {
  const parts = tellingPart(text, isNotable);
  expect(parts.telling).toBe(telling);
  expect(parts.before + parts.telling + parts.after).toBe(text);
});
