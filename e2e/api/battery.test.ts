import { expect, it } from 'vitest';
import { runBattery } from '../../bench/battery/battery';
import { PATIENT } from '../../bench/battery/try-routes';

// `npm run battery` tries more of the same, at full size.

const BRIEF = { scale: 0.01, isBrief: true, bounds: PATIENT };

it.each([
  ['lists odd entries as what they are, and no route stumbles over one', 'entries'],
  ['answers odd requests as it should, and is as before', 'requests'],
  ['is as before when what befell its files and clients is over', 'faults'],
] as const)('%s', { timeout: 120_000 }, async (_, part) => {
  const { count, faults } = await runBattery(part, BRIEF);
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThan(10);
});
