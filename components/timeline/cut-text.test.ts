import { expect, it } from 'vitest';
import { cutTexts } from './cut-text';

it('says how much of a run is shown where that is not all', () => {
  const all = { laneCount: 3, agentCount: 3, linkCount: undefined };
  expect(cutTexts(all)).toEqual([]);
  expect(cutTexts({ laneCount: 10_000, agentCount: 200_000, linkCount: 999 })).toEqual([
    'lanes: the first 10,000 of 200,000 agents',
    'links: the first 999 of the selected event; it has more',
  ]);
});
