/** A command cannot begin, for a reason that the user can correct. */
export class StartError extends Error {}
