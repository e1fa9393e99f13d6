import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { turnAxis } from './axis-model';
import { useTimelineView } from './use-timeline-view';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('makes one step back of movements that follow one another, and another one of those that come later', () => {
  const told = vi.fn<(span: unknown, history: 'push' | 'replace') => void>();
  const model = turnAxis(0, 40, new Map());
  const { result } = renderHook(() => useTimelineView(model, null, told));
  const move = (by: number, thenMs: number): void => {
    act(() => {
      result.current.moveTo(() => ({ from: 10 + by, to: 20 + by }));
      vi.advanceTimersByTime(thenMs);
    });
  };

  // The wheel, a pan and a drag.
  move(1, 100);
  move(2, 1000);
  move(3, 1000);
  expect(told.mock.calls.map(([, history]) => history)).toEqual(['push', 'replace']);

  move(4, 2000);
  move(5, 2000);
  expect(told.mock.calls.map(([, history]) => history).slice(2)).toEqual(['replace', 'push']);
});
