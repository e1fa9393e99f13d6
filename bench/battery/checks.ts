/** What was tried, and what was not as it should be. */
export interface Checks {
  /** Counts one thing that was tried; `fault` says what was wrong, if anything was. */
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
