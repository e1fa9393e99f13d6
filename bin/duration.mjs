// @ts-check

/**
 * The time since `startMs` (of `performance.now()`) for a person to read: `0.4 s`, `41 s`, `3 min 5 s`.
 *
 * @param {number} startMs
 */
export function durationSince(startMs) {
  const seconds = (performance.now() - startMs) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
