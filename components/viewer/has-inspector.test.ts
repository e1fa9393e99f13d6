import { expect, it } from 'vitest';
import { hasInspectorAt } from './has-inspector';

it.each([
  ['', false],
  ['event=a', true],
  ['tab=causality&event=a', true],
  ['tab=causality', false],
  ['tab=causality&chain=a&chain=b', true],
  ['tab=causality&event=a&beside=none', false],
  // Only beside the graph is it closed without the selection.
  ['tab=state&event=a&beside=none', true],
  ['tab=events&chain=a&chain=b', false],
])('at %j a pane for the event or the story: %s', (query, isThere) => {
  expect(hasInspectorAt(new URLSearchParams(query))).toBe(isThere);
});
