/** The number of checks, and the faults found. */
export interface Checks {
  /** Counts one check; `fault` describes the fault, if there is one. */
  add(tried: string, fault: string | undefined): void;
  readonly count: number;
  readonly faults: readonly string[];
}

export function createChecks(): Checks {
  const faults: string[] = [];
  let count = 0;
  return {
    add(tried, fault) {
      count += 1;
      if (fault !== undefined) faults.push(`${tried}: ${fault}`);
    },
    get count() {
      return count;
    },
    faults,
  };
}
