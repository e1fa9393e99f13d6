'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { PlaySpeed } from './play-speed';
import { clampTurn, type TurnRange } from './turn-range';

/** Safari allows 100 history writes in 30 seconds; a player and a drag make more. */
const ADDRESS_WRITE_INTERVAL_MS = 400;

export interface TurnPlayer {
  readonly turn: number;
  readonly isPlaying: boolean;
  readonly speed: PlaySpeed;
  readonly setSpeed: (speed: PlaySpeed) => void;
  /** Plays on, from the beginning when at the end, or stops. */
  readonly togglePlay: () => void;
  /** Goes to a turn and stops playing; `null` is the last one, whichever that is. */
  readonly goTo: (turn: number | null) => void;
}

interface PassingTurn {
  readonly turn: number;
  /** What the address says meanwhile; another one was written elsewhere, and holds. */
  readonly leftAddress: number | null;
}

/**
 * Which turn is shown. It is the address's, but for the moments in which turns pass faster than addresses can be
 * written: then it is here, and the address follows.
 */
export function useTurnPlayer(options: {
  readonly range: TurnRange;
  /** The turn of the address; `null` for the last. */
  readonly addressTurn: number | null;
  readonly onAddressTurnChange: (turn: number | null) => void;
  /** Whether turns are still being added: playing then ends in following them. */
  readonly isLive: boolean;
  /** Whether a turn can be seen already: playing waits for that. */
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
  // The address bar, some time after the first of the turns that pass.
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
