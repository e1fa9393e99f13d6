import type { Rule } from '../rule';

/** The event says that it failed, and its agent did not recover in the turn. A failure that is usual in the run counts less. */
export const failure: Rule = {
  name: 'failure',
  weight: 0.7,
  find(event, { recall, textOf, deedOf }) {
    if (event.outcome !== 'failed') return null;
    const name = event.kind ?? 'failed';
    if (recall.isRecovered(event.at)) {
      return { strength: 0.1, text: `failed (${name}), and recovered in the turn`, value: name };
    }
    const told = deedOf(event).map((member) => textOf(member)?.details?.['fallback_differs']);
    const isHarmless = told.includes(false) && !told.includes(true);
    if (isHarmless) {
      return { strength: 0.2, text: `failed: ${name}; the fallback changed nothing`, value: name };
    }
    // Failures in a row are one trouble. Other failures of the kind make it usual.
    const others =
      recall.failureCount(event.at) - Math.max(1, recall.failureStreak(event.at).length);
    return { strength: 1 / (1 + others / 4), text: `failed: ${name}`, value: name };
  },
};

/** The agent failed in the same way for several of its turns in a row. */
export const failureStreak: Rule = {
  name: 'failure_streak',
  weight: 0.95,
  find(event, { recall }) {
    if (event.outcome !== 'failed' || recall.isRecovered(event.at)) return null;
    const { length, before } = recall.failureStreak(event.at);
    if (length < 2) return null;
    const place = before === 0 ? 'the first of' : `number ${String(before + 1)} of`;
    return {
      strength: 1 - 0.5 ** (length - 1),
      text: `${place} ${String(length)} turns in a row that failed: ${event.kind ?? 'failed'}`,
      value: length,
    };
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
      return { strength: 1, text: 'a fallback decided, and chose differently', value: 'differs' };
    }
    const isFallback = details['fallback'] === true || /fall_?back/i.test(event.kind ?? '');
    if (!isFallback || differs === false) return null;
    return { strength: 0.6, text: 'a fallback decided', value: event.kind };
  },
};
