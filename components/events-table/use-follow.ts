'use client';

import { useCallback, useState } from 'react';

export interface Following {
  /** How many rows there were when the reader scrolled up; `null` when following is not paused. */
  readonly pausedAt: number | null;
  /** The reader went elsewhere while following. */
  readonly pause: (total: number) => void;
  /** To the end, and on. */
  readonly follow: () => void;
}

/** How the reader follows a run: paused by going elsewhere, gone on with at the end. */
export function useFollow(
  isFollowing: boolean,
  onFollowingChange: (isFollowing: boolean) => void,
): Following {
  const [pausedAt, setPausedAt] = useState<number | null>(null);
  const pause = useCallback(
    (total: number) => {
      setPausedAt(total);
      onFollowingChange(false);
    },
    [onFollowingChange],
  );
  const follow = useCallback(() => {
    setPausedAt(null);
    onFollowingChange(true);
  }, [onFollowingChange]);
  return { pausedAt: isFollowing ? null : pausedAt, pause, follow };
}
