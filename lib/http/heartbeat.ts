/** Something is sent after so long a silence, so that neither end of a connection takes the other for gone. */
export const HEARTBEAT_MS = 15_000;
