// @ts-check

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/**
 * Counts a JSON report of Vitest. A test file that could not be loaded is one failure.
 *
 * @param {object} report
 * @param {number} report.numPassedTests
 * @param {number} report.numFailedTests
 * @param {number} report.numPendingTests
 * @param {number} report.numTodoTests
 * @param {{ status: string, assertionResults: { status: string }[] }[]} report.testResults
 * @returns {Tally}
 */
export function tallyVitest(report) {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Counts a JSON report of Playwright. An error outside of any test is one failure, and so is a
 * test that passed only when it was tried again.
 *
 * @param {object} report
 * @param {{ expected: number, unexpected: number, flaky: number, skipped: number }} report.stats
 * @param {unknown[]} report.errors
 * @returns {Tally}
 */
export function tallyPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * The last line of `npm test`.
 *
 * @param {Tally} tally
 */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
