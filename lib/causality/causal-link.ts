/** A cause and its effect, by event id. `declared`: the effect names the cause in `caused_by`. */
export interface CausalLink {
  readonly cause: string;
  readonly effect: string;
  readonly origin: 'declared';
}
