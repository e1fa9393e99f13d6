import type { Outcome } from '@/lib/events/event-outcome';

const PATHS: Readonly<Record<Outcome, string>> = {
  failed: 'M2 2 8 8M8 2 2 8',
  ok: 'M1.5 5.5 4 8 8.5 2',
  none: 'M2 5H8',
};

/** The glyph of an outcome: a cross in red, a tick, a dash. Outcomes never differ by colour alone. */
export function OutcomeGlyph({ outcome }: { readonly outcome: Outcome }) {
  return (
    <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <path
        d={PATHS[outcome]}
        fill="none"
        stroke={outcome === 'failed' ? 'var(--color-danger)' : 'currentColor'}
        strokeWidth="1.8"
      />
    </svg>
  );
}
