'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { PlaySpeed } from './play-speed';
import { clampTurn, type TurnRange } from './turn-range';

/** Safari allows 100 history writes in 30 seconds; a player and a drag would exceed that. */
const ADDRESS_WRITE_INTERVAL_MS = 400;

export interface TurnPlayer {
  readonly turn: number;
  readonly isPlaying: boolean;
  readonly speed: PlaySpeed;
  readonly setSpeed: (speed: PlaySpeed) => void;
  /** Plays on, from the beginning when at the end, or stops. */
  readonly togglePlay: () => void;
  /** Goes to a turn and stops playing; `null` is the last one, also when more come. */
  readonly goTo: (turn: number | null) => void;
}

interface PassingTurn {
  readonly turn: number;
  /** The turn in the address meanwhile. If it changes, it was written elsewhere and counts. */
  readonly leftAddress: number | null;
}

/**
 * The current turn. It comes from the address, except while turns change faster than the address may be written: then it is
 * local, and the address follows.
 */
export function useTurnPlayer(options: {
  readonly range: TurnRange;
  /** The turn of the address; `null` for the last. */
  readonly addressTurn: number | null;
  readonly onAddressTurnChange: (turn: number | null) => void;
  /** Whether turns are still being added. Playing then ends in following them. */
  readonly isLive: boolean;
  /** Whether a turn is loaded. Playing waits for it. */
  readonly isThere: (turn: number) => boolean;
}): TurnPlayer {
  const { range, addressTurn, onAddressTurnChange, isLive, isThere } = options;
  const [passing, setPassing] = useState<PassingTurn | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<PlaySpeed>(2);
  const isPassing = passing !== null && passing.leftAddress === addressTurn;
  const turn = clampTurn(isPassing ? passing.turn : (addressTurn ?? range.last), range);

  const writeAddress = useEffectEvent(() => {
    setPassing(null);
    onAddressTurnChange(turn);
  });
  // Writes the address with a delay.
  useEffect(() => {
    if (!isPassing) return;
    const timer = setTimeout(() => writeAddress(), ADDRESS_WRITE_INTERVAL_MS);
    return () => clearTimeout(timer);
  }, [isPassing]);

  const goTo = (next: number | null): void => {
    setPlaying(false);
    if (next === null) {
      setPassing(null);
      onAddressTurnChange(null);
    } else setPassing({ turn: clampTurn(next, range), leftAddress: addressTurn });
  };

  const tick = useEffectEvent(() => {
    if (!isThere(turn)) return;
    if (turn < range.last) setPassing({ turn: turn + 1, leftAddress: addressTurn });
    else goTo(isLive ? null : turn);
  });
  // The clock.
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => tick(), 1000 / speed);
    return () => clearInterval(timer);
  }, [isPlaying, speed]);

  return {
    turn,
    isPlaying,
    speed,
    setSpeed,
    goTo,
    togglePlay: () => {
      setPlaying(!isPlaying);
      if (!isPlaying && turn === range.last)
        setPassing({ turn: range.first, leftAddress: addressTurn });
    },
  };
}
