'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

export interface Following {
  /** How many rows have come since the reader left the end; 0 where following is not paused. */
  readonly newCount: number;
  /** To the end, and on. */
  readonly resume: () => void;
  /** The reader goes to a row, which may be elsewhere. */
  readonly leaveFor: (row: number) => void;
  /** The reader scrolled up from the end, or came to it. */
  readonly onPinnedChange: (isPinned: boolean) => void;
}

/** How the reader follows a run: paused by going elsewhere, gone on with at the end. */
export function useFollow({
  total,
  isFollowing,
  onFollowingChange,
}: {
  readonly total: number;
  readonly isFollowing: boolean;
  readonly onFollowingChange: (isFollowing: boolean) => void;
}): Following {
  const [pausedAt, setPausedAt] = useState<number | null>(null);
  const shownTotal = useRef(total);
  useEffect(() => {
    shownTotal.current = total;
  }, [total]);

  const pause = useCallback(() => {
    setPausedAt(shownTotal.current);
    onFollowingChange(false);
  }, [onFollowingChange]);
  const resume = useCallback(() => {
    setPausedAt(null);
    onFollowingChange(true);
  }, [onFollowingChange]);

  const isPaused = !isFollowing && pausedAt !== null;
  return {
    newCount: isPaused ? total - pausedAt : 0,
    resume,
    leaveFor: useCallback(
      (row) => {
        if (isFollowing && row < shownTotal.current - 1) pause();
      },
      [isFollowing, pause],
    ),
    onPinnedChange: useCallback(
      (isPinned) => {
        if (!isPinned) pause();
        else if (isPaused) resume();
      },
      [pause, isPaused, resume],
    ),
  };
}
