/** The axes of the timeline; `folded` is time with shortened idle gaps. */
export const TIMELINE_AXES = ['turn', 'time', 'folded'] as const;

export type TimelineAxis = (typeof TIMELINE_AXES)[number];
