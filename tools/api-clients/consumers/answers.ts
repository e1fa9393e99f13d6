/** What each consumer asks the server at `baseUrl`, with its client, about the run of this id and an event of it. */
export interface Question {
  readonly baseUrl: string;
  readonly simulationId: string;
  readonly eventId: string;
}

/** What a client made of the answers. */
export interface Answers {
  readonly simulations: unknown;
  readonly page: unknown;
  readonly chain: unknown;
  readonly state: unknown;
}

export function whole<T>(value: T | undefined | null, error?: unknown): T {
  if (value === undefined || value === null) throw new Error(JSON.stringify(error));
  return value;
}
