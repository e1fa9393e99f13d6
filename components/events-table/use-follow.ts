'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

export interface Following {
  /** The number of rows added since the reader left the end; 0 while following is not paused. */
  readonly newCount: number;
  /** Goes to the end, and follows it. */
  readonly resume: () => void;
  /** Called when the reader goes to a row, which may be away from the end. */
  readonly leaveFor: (row: number) => void;
  /** Called when the reader scrolls up from the end, or reaches it. */
  readonly onPinnedChange: (isPinned: boolean) => void;
}

/** Following of a run: paused when the reader goes elsewhere, resumed at the end. */
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
