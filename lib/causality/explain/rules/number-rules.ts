import type { WindowEvent } from '../explanation-window';
import { relativeDifference, robustDistance, showNumber } from '../numbers';
import type { Rule } from '../rule';

const MIN_EARLIER = 5;

/** The number lies beyond all earlier numbers of its sort. */
export const recordNumber: Rule = {
  name: 'record_number',
  weight: 0.95,
  find(event, { recall, maturity }) {
    const { value } = event;
    const { count, min, max, recent } = recall.past(event.at);
    if (value === null || min === null || max === null || count < MIN_EARLIER) return null;
    const [isHigh, isLow] = [value > max, value < min];
    if (!isHigh && !isLow) return null;
    const spread = max - min;
    const beyond = isHigh ? value - max : min - value;
    // A number that grows all the time is beyond all earlier ones each time, but by a usual step.
    const usual = Math.max(spread, Math.abs(isHigh ? max : min) * 0.02);
    const strength = usual === 0 ? 1 : Math.min(1, beyond / (0.5 * usual));
    const isTrend = isTrending(recent);
    const side = isHigh ? 'higher' : 'lower';
    const range = min === max ? showNumber(min) : `${showNumber(min)} to ${showNumber(max)}`;
    return {
      strength: strength * maturity(event) * (isTrend ? 0.3 : 1),
      text: `${showNumber(value)} is ${side} than all ${String(count)} earlier values (${range})`,
      value,
    };
  },
};

function isTrending(recent: readonly number[]): boolean {
  const last = recent.slice(-4);
  if (last.length < 4) return false;
  const steps = last.slice(1).map((value, at) => Math.sign(value - (last[at] ?? value)));
  return steps.every((step) => step === steps[0] && step !== 0);
}

/** The number lies far from the middle of the recent numbers of its sort. */
export const oddNumber: Rule = {
  name: 'odd_number',
  weight: 0.5,
  find(event, { recall, maturity }) {
    const { value } = event;
    if (value === null) return null;
    const { recent } = recall.past(event.at);
    const distance = robustDistance(value, recent);
    if (distance === undefined || distance < 3) return null;
    return {
      strength: Math.min(1, (distance - 2) / 4) * maturity(event),
      text: `${showNumber(value)} is far from the usual value`,
      value,
    };
  },
};

/** A variable or decision that seldom changes moved by much. */
export const settingMoved: Rule = {
  name: 'setting_moved',
  weight: 0.95,
  find(event, { recall }) {
    const { value, change } = event;
    if (value === null || change === null || change === 0) return null;
    const { firstTurn, lastTurn, changes, count } = recall.past(event.at);
    if (lastTurn === null || count === 0) return null;
    // Turns in which it could have changed, and did.
    const turns = event.turn - (firstTurn ?? recall.firstTurn) + 1;
    const isSeldom = turns >= 4 && (changes.length + 1) * 5 <= turns + 5;
    if (!isSeldom) return null;
    const part = change / Math.max(Math.abs(value), Math.abs(value) + change);
    const strength = Math.min(1, part / 0.25);
    return {
      strength,
      text: `${nameOf(event)} seldom changes, and moved by ${showNumber(change)} to ${showNumber(value)}`,
      value,
    };
  },
};

/** The largest change of its sort so far. */
export const largestChange: Rule = {
  name: 'largest_change',
  weight: 0.3,
  find(event, { recall, maturity }) {
    const { change } = event;
    if (change === null || change === 0) return null;
    const { changes } = recall.past(event.at);
    if (changes.length < MIN_EARLIER) return null;
    const largest = changes.reduce((most, each) => Math.max(most, each), 0);
    if (change <= largest) return null;
    return {
      strength: maturity(event) * Math.min(1, change / largest - 1),
      text: `the largest change of ${nameOf(event)} so far: ${showNumber(change)}`,
      value: change,
    };
  },
};

/** The agent observed a value that differs from the variable. */
export const wrongObservation: Rule = {
  name: 'wrong_observation',
  weight: 0.95,
  find(event, { textOf, valuesSeen }) {
    const observed = textOf(event)?.details?.['observed'];
    if (typeof observed !== 'object' || observed === null) return null;
    let worst: { readonly name: string; readonly seen: number; readonly real: number } | undefined;
    let most = 0.02;
    for (const [name, seen] of Object.entries(observed)) {
      if (typeof seen !== 'number') continue;
      for (const nearest of nearestTo(seen, valuesSeen(event, name))) {
        const difference = relativeDifference(seen, nearest);
        if (difference <= most) continue;
        most = difference;
        worst = { name, seen, real: nearest };
      }
    }
    if (worst === undefined) return null;
    const { name, seen, real } = worst;
    return {
      strength: Math.min(1, most / 0.25),
      text: `saw ${name} as ${showNumber(seen)}; it was ${showNumber(real)}`,
      value: seen,
    };
  },
};

/** The nearest of some numbers, in a list; an empty list when there are none. */
function nearestTo(number: number, others: readonly number[]): readonly number[] {
  const [first, ...rest] = others;
  if (first === undefined) return [];
  const isNearer = (a: number, b: number): boolean => Math.abs(a - number) < Math.abs(b - number);
  return [rest.reduce((nearest, other) => (isNearer(other, nearest) ? other : nearest), first)];
}

function nameOf({ kind }: WindowEvent): string {
  return kind ?? 'it';
}
