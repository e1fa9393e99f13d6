import { describe, expect, it } from 'vitest';
import { summaryLine, tallyPlaywright, tallyVitest } from './test-tally.mjs';

describe('the tally of a run', () => {
  it('counts a test file that could not be loaded as a failure', () => {
    const tally = tallyVitest({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    });
    expect(tally).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  it('counts flaky tests, and errors outside of tests, as failures', () => {
    const tally = tallyPlaywright({
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [new Error('the server did not start')],
    });
    expect(tally).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });
});

describe('the last line', () => {
  it.each([
    [{ passed: 12, failed: 0, skipped: 0 }, '12 passed, 0 failed'],
    [{ passed: 12, failed: 1, skipped: 2 }, '12 passed, 1 failed, 2 skipped'],
  ])('of %o is %s', (tally, line) => {
    expect(summaryLine(tally)).toBe(line);
  });
});
