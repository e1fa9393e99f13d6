/** Longer lines are cut in lists, chains and paths of events, because a row shows only a part of an event. */
export const MAX_LINE_BYTES = 16_000;

/** This much of an event is loaded when it is selected; the rest on request. */
export const MAX_SELECTED_LINE_BYTES = 1_000_000;
