import type { Rule } from '../rule';

/** The event says that it failed, and its agent did not recover in the turn. */
export const failure: Rule = {
  name: 'failure',
  weight: 0.5,
  find(event, { recall, textOf }) {
    if (event.outcome !== 'failed') return null;
    const name = event.kind ?? 'failed';
    if (recall.isRecovered(event.at)) {
      return { strength: 0.15, text: `failed (${name}), and recovered in the turn`, value: name };
    }
    const isHarmless = textOf(event)?.details?.['fallback_differs'] === false;
    return { strength: isHarmless ? 0.2 : 1, text: `failed: ${name}`, value: name };
  },
};

/** The agent failed in the same way for several of its turns in a row. */
export const failureStreak: Rule = {
  name: 'failure_streak',
  weight: 0.95,
  find(event, { recall }) {
    if (event.outcome !== 'failed' || recall.isRecovered(event.at)) return null;
    const streak = recall.failureStreak(event.at);
    if (streak < 2) return null;
    const text = `failed ${String(streak)} turns in a row: ${event.kind ?? 'failed'}`;
    return { strength: 1 - 0.5 ** (streak - 1), text, value: streak };
  },
};

/** The agent did not decide: a fallback decided for it. */
export const fallback: Rule = {
  name: 'fallback',
  weight: 0.67,
  find(event, { textOf }) {
    const details = textOf(event)?.details;
    if (details === undefined || details === null) return null;
    const differs = details['fallback_differs'];
    if (differs === true) {
      return { strength: 1, text: 'a fallback decided, and differently', value: 'differs' };
    }
    const isFallback = details['fallback'] === true || /fall_?back/i.test(event.kind ?? '');
    if (!isFallback || differs === false) return null;
    return { strength: 0.6, text: 'a fallback decided', value: event.kind };
  },
};
