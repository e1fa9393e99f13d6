import { act, renderHook } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTurnPlayer } from './use-turn-player';

interface Run {
  readonly last: number;
  readonly isLive: boolean;
  readonly there: (turn: number) => boolean;
}

/** A player of turns 1 to 4, and the addresses it writes. */
function play(addressTurn: number | null, run: Partial<Run> = {}) {
  const written: (number | null)[] = [];
  const { result, rerender } = renderHook(
    ({ last, isLive, there }: Run) => {
      const [address, setAddress] = useState(addressTurn);
      const player = useTurnPlayer({
        range: { first: 1, last },
        addressTurn: address,
        isLive,
        isThere: there,
        onAddressTurnChange: (turn) => {
          written.push(turn);
          setAddress(turn);
        },
      });
      return { player, setAddress };
    },
    { initialProps: { last: 4, isLive: false, there: () => true, ...run } },
  );
  return {
    written,
    rerender,
    player: () => result.current.player,
    navigate: (turn: number | null) => {
      act(() => {
        result.current.setAddress(turn);
      });
    },
  };
}

/** In steps, so that each tick sees the changes of the one before. */
function wait(ms: number): void {
  for (let passed = 0; passed < ms; passed += 50) {
    act(() => {
      vi.advanceTimersByTime(50);
    });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('useTurnPlayer', () => {
  it('shows the turn of the address, or the last; one outside is brought inside', () => {
    expect(play(2).player().turn).toBe(2);
    expect(play(null).player().turn).toBe(4);
    expect(play(99).player().turn).toBe(4);
  });

  it('shows turns at once and writes the address seldom', () => {
    const { player, written } = play(1);
    for (const turn of [2, 3, 4]) {
      act(() => player().goTo(turn));
      expect(player().turn).toBe(turn);
      wait(100);
    }
    expect(written).toEqual([]);
    wait(400);
    expect(written).toEqual([4]);
    expect(player().turn).toBe(4);
  });

  it('plays at its speed and stops at the end', () => {
    const { player, written } = play(1);
    act(() => player().setSpeed(5));
    act(() => player().togglePlay());
    wait(200);
    expect(player().turn).toBe(2);
    wait(1000);
    expect(player()).toMatchObject({ turn: 4, isPlaying: false });
    wait(1000);
    expect(written.at(-1)).toBe(4);
  });

  it('plays from the beginning when it is at the end', () => {
    const { player } = play(4);
    act(() => player().togglePlay());
    expect(player()).toMatchObject({ turn: 1, isPlaying: true });
  });

  it('waits for a turn that is not there yet', () => {
    const { player, rerender } = play(1, { there: (turn) => turn < 2 });
    act(() => player().togglePlay());
    wait(5000);
    expect(player()).toMatchObject({ turn: 2, isPlaying: true });
    rerender({ last: 4, isLive: false, there: () => true });
    wait(500);
    expect(player().turn).toBe(3);
  });

  it('goes over into following the last turn of a run that goes on', () => {
    const { player, rerender, written } = play(3, { isLive: true });
    act(() => player().togglePlay());
    wait(5000);
    expect(written.at(-1)).toBeNull();
    rerender({ last: 6, isLive: true, there: () => true });
    expect(player()).toMatchObject({ turn: 6, isPlaying: false });
  });

  it('stays at a turn that was chosen while the run goes on', () => {
    const { player, rerender } = play(null, { isLive: true });
    act(() => player().goTo(2));
    wait(500);
    rerender({ last: 9, isLive: true, there: () => true });
    expect(player().turn).toBe(2);
  });

  it('gives way to an address that was written elsewhere', () => {
    const { player, navigate, written } = play(1);
    act(() => player().goTo(3));
    navigate(2);
    expect(player().turn).toBe(2);
    wait(1000);
    expect(player().turn).toBe(2);
    expect(written).toEqual([]);
  });
});
