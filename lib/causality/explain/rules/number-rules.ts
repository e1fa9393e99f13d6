import type { WindowEvent } from '../explanation-window';
import { medianOf, relativeDifference, robustDistance, showNumber } from '../numbers';
import type { Rule } from '../rule';

const MIN_EARLIER = 5;
/** A quarter more, or less, than the extreme so far is as unusual as the rule can tell. */
const FAR_BEYOND = 0.25;
const MIN_STRENGTH = 0.02;

/** The number lies beyond all earlier numbers of its sort. */
export const recordNumber: Rule = {
  name: 'record_number',
  weight: 0.75,
  find(event, { recall, maturity }) {
    const { value } = event;
    const { count, min, max } = recall.past(event.at);
    if (value === null || min === null || max === null || count < MIN_EARLIER) return null;
    const [isHigh, isLow] = [value > max, value < min];
    if (!isHigh && !isLow) return null;
    const spread = max - min;
    const beyond = isHigh ? value - max : min - value;
    // A number among few, or one that creeps, is beyond all earlier ones often. It counts when it is far beyond.
    const jump = relativeDifference(value, isHigh ? max : min) / FAR_BEYOND;
    const step = spread === 0 ? 1 : beyond / (0.5 * spread);
    const strength = Math.min(1, jump) * Math.min(1, step) * (count / (count + 3));
    if (strength < MIN_STRENGTH) return null;
    const side = isHigh ? 'highest' : 'lowest';
    const range = min === max ? showNumber(min) : `${showNumber(min)} to ${showNumber(max)}`;
    return {
      strength: strength * maturity(event),
      text: `${showNumber(value)} is the ${side} so far (${String(count)} earlier: ${range})`,
      value,
    };
  },
};

/** The number lies far from the middle of the recent numbers of its sort. */
export const oddNumber: Rule = {
  name: 'odd_number',
  weight: 0.3,
  find(event, { recall, maturity }) {
    const { value } = event;
    if (value === null) return null;
    const recent = recall.past(event.at).recent();
    const distance = robustDistance(value, recent);
    if (distance === undefined || distance < 3) return null;
    const usual = medianOf(recent) ?? value;
    const size = Math.min(1, relativeDifference(value, usual) / FAR_BEYOND);
    return {
      strength: Math.min(1, (distance - 2) / 4) * size * maturity(event),
      text: `${showNumber(value)} is unusual; the middle of earlier values is ${showNumber(usual)}`,
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
    const { firstTurn, lastTurn, changeCount, count } = recall.past(event.at);
    if (lastTurn === null || count === 0) return null;
    // Turns in which it could have changed, and did.
    const turns = event.turn - (firstTurn ?? recall.firstTurn) + 1;
    const isSeldom = turns >= 4 && (changeCount + 1) * 5 <= turns + 5;
    if (!isSeldom) return null;
    const part = change / Math.max(Math.abs(value), Math.abs(value) + change);
    const strength = Math.min(1, part / 0.25);
    return {
      strength,
      text: `${nameOf(event)} changed by ${showNumber(change)}, to ${showNumber(value)}; it seldom changes`,
      value,
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
