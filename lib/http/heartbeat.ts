/** After this long without a message a heartbeat is sent, so that neither end takes the connection for dead. */
export const HEARTBEAT_MS = 15_000;
