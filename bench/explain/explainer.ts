/** A likely cause: the event that stands for it, and all events of it. */
export interface Answer {
  readonly event: { readonly event_id: string };
  readonly events: readonly string[];
}

/** Ranks likely causes of an event of a run, best first. */
export type Explainer = (
  simulationId: string,
  eventId: string,
  limit: number,
) => Promise<readonly Answer[]>;
