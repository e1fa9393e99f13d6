/** A command cannot begin, for a reason the user can mend. */
export class StartError extends Error {}
