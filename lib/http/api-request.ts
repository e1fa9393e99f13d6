/** As much of a request as a route reads: a `Request` is one, and so is the front server's view of a Node request. */
export interface ApiRequest {
  readonly method: string;
  /** Absolute; only path and query are to be believed. */
  readonly url: string;
  readonly headers: Pick<Headers, 'get'>;
  /** Aborted when the client goes. */
  readonly signal: AbortSignal;
}
