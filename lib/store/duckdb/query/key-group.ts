/** Some matches whose keys are next to each other in the order of a key. */
export interface KeyGroup {
  readonly count: number;
  /** The lowest and the highest key as numbers; NaN for events without a key. */
  readonly low: number;
  readonly high: number;
}

/** Whether the events of a group have no key. */
export function isKeyless({ low }: KeyGroup): boolean {
  return Number.isNaN(low);
}

/** Whether all events of a group have the same key, or none has one. */
export function isUniform(group: KeyGroup): boolean {
  return group.low === group.high || isKeyless(group);
}
