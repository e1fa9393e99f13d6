import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useEventBeside } from './use-event-beside';

function render(eventId: string | null, isBesideGraph: boolean) {
  const { result, rerender } = renderHook(
    (props: { eventId: string | null; isBesideGraph: boolean }) =>
      useEventBeside(props.eventId, props.isBesideGraph),
    { initialProps: { eventId, isBesideGraph } },
  );
  return {
    shown: () => result.current,
    select: (next: string | null, beside = isBesideGraph) =>
      rerender({ eventId: next, isBesideGraph: beside }),
    pass: (ms: number) => {
      act(() => void vi.advanceTimersByTime(ms));
    },
  };
}

describe('the event beside what is looked at', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits for a graph, and passes over events that are walked through', () => {
    const { shown, select, pass } = render('a', true);
    expect(shown()).toBe('a');
    select('b');
    pass(100);
    select('c');
    pass(100);
    expect(shown()).toBe('a');
    pass(100);
    expect(shown()).toBe('c');
  });

  it('waits for nothing else, and not for a graph that was not there', () => {
    const { shown, select } = render('a', false);
    select('b');
    expect(shown()).toBe('b');
    select('c', true);
    expect(shown()).toBe('c');
    select('d', true);
    expect(shown()).toBe('c');
  });

  it('waits no longer when the graph is left, when nothing is selected, and when nothing was', () => {
    const { shown, select } = render('a', true);
    select('b');
    select('b', false);
    expect(shown()).toBe('b');
    select('b', true);
    select(null);
    expect(shown()).toBeNull();
    select('c');
    expect(shown()).toBe('c');
  });
});
