/** Lists, chains and paths of events come to the page with longer lines cut: a row shows little of an event. */
export const MAX_LINE_BYTES = 16_000;

/** So much of one event is loaded when it is selected; more when that is asked for. */
export const MAX_SELECTED_LINE_BYTES = 1_000_000;
