import { InvalidArgumentError } from 'commander';
import type { Sweep } from '../lib/simulation/sweep/plan-runs';

const MAX_SEEDS = 1000;

/** Reads `1..100`, `7` or `1..3,9`, adding to the seeds before. @throws {InvalidArgumentError} quoting the text */
export function readSeeds(text: string, before: readonly number[] = []): readonly number[] {
  const seeds = new Set(before);
  for (const part of text.split(',')) {
    const [, firstText, lastText] = /^\s*(-?\d+)(?:\.\.(-?\d+))?\s*$/.exec(part) ?? [];
    const [first, last] = [Number(firstText), Number(lastText ?? firstText)];
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || last < first) {
      throw new InvalidArgumentError(
        `Expected whole numbers such as 1..100 or 1,2,5, got ${JSON.stringify(text)}.`,
      );
    }
    if (seeds.size + last - first + 1 > MAX_SEEDS) {
      throw new InvalidArgumentError(
        `Expected at most ${String(MAX_SEEDS)} seeds, got ${JSON.stringify(text)}.`,
      );
    }
    for (let seed = first; seed <= last; seed++) seeds.add(seed);
  }
  return [...seeds];
}

/**
 * Reads `engine.interest_rate=0.01,0.05`, adding to the sweeps before. Values are JSON, or else texts; a comma in brackets or in
 * quotes does not divide them. @throws {InvalidArgumentError} quoting the text
 */
export function readSweep(text: string, before: readonly Sweep[] = []): readonly Sweep[] {
  const equals = text.indexOf('=');
  const path = text.slice(0, Math.max(0, equals)).trim();
  const texts = splitValues(text.slice(equals + 1));
  if (path === '' || texts.some((value) => value === '')) {
    throw new InvalidArgumentError(
      `Expected a setting and its values, such as engine.interest_rate=0.01,0.05, got ${JSON.stringify(text)}.`,
    );
  }
  const values = new Map(texts.map((value) => [value, readValue(value)]));
  return [...before, { path, values: [...values.values()] }];
}

/** JSON texts in quotes, brackets with their content, and any other characters but commas. */
function splitValues(text: string): readonly string[] {
  const values: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at];
    if (isQuoted) {
      if (character === '\\') at++;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    const isEnd = at >= text.length || (character === ',' && depth === 0 && !isQuoted);
    if (!isEnd) continue;
    values.push(text.slice(from, at).trim());
    from = at + 1;
  }
  return values;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
