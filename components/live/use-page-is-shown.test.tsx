import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { usePageIsShown } from './use-page-is-shown';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function become(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

function pass(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

it('treats a page as hidden after some seconds in the background', () => {
  const { result } = renderHook(usePageIsShown);
  expect(result.current).toBe(true);
  become('hidden');
  pass(4000);
  expect(result.current).toBe(true);
  pass(2000);
  expect(result.current).toBe(false);
  become('visible');
  expect(result.current).toBe(true);
});

it('does not mind a glance at another tab', () => {
  const { result } = renderHook(usePageIsShown);
  become('hidden');
  pass(3000);
  become('visible');
  pass(60_000);
  expect(result.current).toBe(true);
});
