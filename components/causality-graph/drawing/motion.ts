/** How long cards and frame take from one layout to the next. */
export const MOVE_MS = 260;

export function prefersReducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
