/** The parts of a request that routes read. `Request` has them, and so has the front server's wrapper of a Node request. */
export interface ApiRequest {
  readonly method: string;
  /** Absolute, but only path and query can be trusted. */
  readonly url: string;
  readonly headers: Pick<Headers, 'get'>;
  /** Aborts when the client disconnects. */
  readonly signal: AbortSignal;
}
