/** The label of everything that opens the causes of an event. */
export const WHY = 'Why?';
