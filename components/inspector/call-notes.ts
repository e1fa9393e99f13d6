import { formatCount } from '@/components/ui/format-count';

type Numbers = ReadonlyMap<string, number>;
type Notes = readonly (readonly [name: string, note: string])[];

/** The share of its timeout that a call took. */
export function latencyNote(numbers: Numbers): Notes {
  const [latency, timeout] = [numbers.get('latency_ms'), numbers.get('timeout_ms')];
  if (latency === undefined || timeout === undefined || timeout <= 0) return [];
  return [['latency_ms', `${Math.round((latency / timeout) * 100)} % of the timeout`]];
}

/** The total of tokens of a call, unless the event has it. */
export function tokensNote(numbers: Numbers): Notes {
  if (numbers.has('total_tokens')) return [];
  for (const [given, made] of [
    ['prompt_tokens', 'completion_tokens'],
    ['input_tokens', 'output_tokens'],
  ] as const) {
    const [inTokens, outTokens] = [numbers.get(given), numbers.get(made)];
    if (inTokens === undefined || outTokens === undefined) continue;
    return [[made, `${formatCount(inTokens + outTokens)} in all`]];
  }
  return [];
}
