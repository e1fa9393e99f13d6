import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The test files that take longest. One that is missing here costs time, no more. */
const LONGEST = [
  'lib/store/duckdb/kill.test.ts',
  'e2e/api/stopping.test.ts',
  'lib/capture/crash.test.ts',
  'e2e/api/stream.test.ts',
  'lib/store/duckdb/open-duckdb-store.test.ts',
  'lib/store/duckdb/event-counts.test.ts',
  'lib/store/duckdb/query/find-marks.test.ts',
];

/** The slowest files begin first, so that at the end no core waits for another; then the larger files. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = LONGEST.findIndex((file) => moduleId.endsWith(`/${file}`));
  return at === -1 ? LONGEST.length : at;
}
