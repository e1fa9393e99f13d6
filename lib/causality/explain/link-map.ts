import type { WindowLink } from './explanation-window';
import { isBreathDue, type Slices } from './slices';

/** The links of a window by place. */
export interface LinkMap {
  readonly causesOf: (place: number) => readonly number[];
  readonly effectsOf: (place: number) => readonly number[];
  /** The link of a pair; `undefined` when the two are not linked. */
  readonly linkOf: (cause: number, effect: number) => WindowLink | undefined;
}

export function* mapLinks(links: readonly WindowLink[]): Slices<LinkMap> {
  const causes = new Map<number, WindowLink[]>();
  const effects = new Map<number, number[]>();
  const places = new Map<number, number[]>();
  for (const [step, link] of links.entries()) {
    if (isBreathDue(step)) yield;
    push(causes, link.effect, link);
    push(places, link.effect, link.cause);
    push(effects, link.cause, link.effect);
  }
  return {
    causesOf: (place) => places.get(place) ?? [],
    effectsOf: (place) => effects.get(place) ?? [],
    linkOf: (cause, effect) => causes.get(effect)?.find((link) => link.cause === cause),
  };
}

function push<Value>(lists: Map<number, Value[]>, key: number, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
