import type { Rule } from '../rule';

/** A kind of event that is rare in the run. */
export const rareKind: Rule = {
  name: 'rare_kind',
  weight: 0.3,
  find(event, { recall, maturity }) {
    if (event.kind === null || event.type === 'STATE') return null;
    const before = Math.max(recall.sameKindBefore(event.at), recall.past(event.at).count);
    const others = Math.max(before, recall.kindCount(event.at) - 1);
    const strength = 1 / (1 + others / 2);
    if (strength < 0.05) return null;
    const text =
      before === 0
        ? `the first ${event.kind} of the run`
        : `${event.kind} is rare: ${String(before)} before`;
    return { strength: strength * maturity(event), text, value: before };
  },
};

/** A phase of the simulation, or a shock from outside, begins. It counts by its magnitude, or by the change that it makes. */
export const phaseBegins: Rule = {
  name: 'phase_begins',
  weight: 0.67,
  find(event, { textOf, deedOf, recall }) {
    const magnitude = textOf(event)?.details?.['magnitude'];
    if (typeof magnitude === 'number') {
      return {
        strength: Math.min(1, Math.abs(magnitude)),
        text: `a shock of magnitude ${String(magnitude)} begins`,
        value: magnitude,
      };
    }
    if (event.type !== 'MILESTONE') return null;
    const sizes = deedOf(event).flatMap(({ change, value }) =>
      change === null || value === null ? [] : change / (Math.abs(value) + change || 1),
    );
    const size = sizes.reduce((most, each) => Math.max(most, each), 0);
    const before = recall.sameKindBefore(event.at);
    const strength =
      sizes.length > 0 ? Math.min(1, size / 0.25) : 0.9 / (1 + Math.min(before, 4) / 4);
    return { strength, text: `${event.kind ?? 'a phase'} begins`, value: event.kind };
  },
};
