// @ts-check

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/**
 * Counts a JUnit report.
 *
 * @param {string} xml
 * @returns {Tally}
 */
export function tallyReport(xml) {
  const count = (/** @type {string} */ name) =>
    Number(new RegExp(`<testsuites [^>]*\\b${name}="(\\d+)"`).exec(xml)?.[1]);
  const failed = count('failures') + count('errors');
  const skipped = xml.split('<skipped').length - 1;
  return { passed: count('tests') - failed - skipped, failed, skipped };
}

/**
 * The last line of `npm test`.
 *
 * @param {Tally} tally
 */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
