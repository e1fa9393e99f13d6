import { expect, it } from 'vitest';
import { summaryLine, tallyReport } from './test-tally.mjs';

it('counts the results of a report', () => {
  const report = `<?xml version="1.0" encoding="UTF-8" ?>
    <testsuites name="vitest tests" tests="7" failures="1" errors="1" time="0.4">
      <testsuite name="a.test.ts" tests="7" failures="1" errors="1" skipped="2" time="0.3">
        <testcase classname="a.test.ts" name="shows &lt;skipped&gt;" time="0.1">
        </testcase>
        <testcase name="a.test.ts" time="0"><skipped/></testcase>
        <testcase name="a.test.ts" time="0"><skipped></skipped></testcase>
      </testsuite>
    </testsuites>`;
  expect(tallyReport(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

it.each([
  [{ passed: 12, failed: 0, skipped: 0 }, '12 passed, 0 failed'],
  [{ passed: 12, failed: 1, skipped: 2 }, '12 passed, 1 failed, 2 skipped'],
])('ends with the sum: %o is %s', (tally, line) => {
  expect(summaryLine(tally)).toBe(line);
});
