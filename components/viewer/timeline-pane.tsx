import { memo, useCallback } from 'react';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import type { TimelineProps } from '@/components/timeline/timeline-props';
import type { ViewNavigation } from './use-view-state';

// The first rows do not need it.
const Timeline = lazyPane(() =>
  import('@/components/timeline/timeline').then((module) => module.Timeline),
);

interface TimelinePaneProps extends Omit<
  TimelineProps,
  'onAxisChange' | 'onSpanChange' | 'onChainEnd'
> {
  readonly navigate: ViewNavigation['navigate'];
}

/** The timeline of the explorer. It renders again when its props change. */
export const TimelinePane = memo(function TimelinePane({ navigate, ...shown }: TimelinePaneProps) {
  const changeAxis = useCallback<TimelineProps['onAxisChange']>(
    (axis, span) => navigate({ axis, span }),
    [navigate],
  );
  const changeSpan = useCallback<TimelineProps['onSpanChange']>(
    (span, history) => navigate({ span }, history),
    [navigate],
  );
  const endChain = useCallback(() => navigate({ chain: [] }), [navigate]);
  return (
    <Timeline
      {...shown}
      onAxisChange={changeAxis}
      onSpanChange={changeSpan}
      onChainEnd={endChain}
    />
  );
});
