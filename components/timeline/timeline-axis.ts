/** What the timeline runs along; `folded` is time with what is idle cut short. */
export const TIMELINE_AXES = ['turn', 'time', 'folded'] as const;

export type TimelineAxis = (typeof TIMELINE_AXES)[number];
