/** The duration of the animation from one layout to the next, ms. */
export const MOVE_MS = 260;

export function prefersReducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
