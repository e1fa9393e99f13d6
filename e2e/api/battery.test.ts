import { expect, it } from 'vitest';
import { runBattery } from '../../bench/battery/battery';
import { PATIENT } from '../../bench/battery/try-routes';

// `npm run battery` tries more of the same, at full size.

const BRIEF = { scale: 0.01, isBrief: true, bounds: PATIENT };

it.each([
  ['lists odd entries correctly, and no route fails on one', 'entries'],
  ['answers odd requests correctly, and works as before', 'requests'],
  ['works as before after faults of its files and clients', 'faults'],
] as const)('%s', { timeout: 120_000 }, async (_, part) => {
  const { count, faults } = await runBattery(part, BRIEF);
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThan(10);
});
