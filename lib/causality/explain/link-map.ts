import type { CausalLink } from '../causal-link';
import type { ExplanationRule } from './explanation-link';

/** A link between two events of a window. */
export interface WindowLink {
  readonly cause: number;
  readonly effect: number;
  readonly origin: CausalLink['origin'];
  /** Of inferred links. */
  readonly rule?: ExplanationRule;
}

const NONE: readonly number[] = [];

/** The links among the events of a window, by place. */
export class LinkMap {
  readonly #causes: (number[] | undefined)[];
  readonly #effects: (number[] | undefined)[];
  /** Of events with inferred links: the rule of each cause, in the order of the causes. */
  readonly #rules = new Map<number, (ExplanationRule | undefined)[]>();

  /** @param eventCount the number of events in the window */
  constructor(eventCount: number) {
    this.#causes = Array<number[] | undefined>(eventCount).fill(undefined);
    this.#effects = Array<number[] | undefined>(eventCount).fill(undefined);
  }

  /** Adds a link that is not in the map yet: a declared one, or one that a rule infers. */
  add(cause: number, effect: number, rule?: ExplanationRule): void {
    const count = push(this.#causes, effect, cause);
    push(this.#effects, cause, effect);
    if (rule === undefined) return;
    const rules = this.#rules.get(effect) ?? [];
    rules[count - 1] = rule;
    this.#rules.set(effect, rules);
  }

  causesOf(place: number): readonly number[] {
    return this.#causes[place] ?? NONE;
  }

  effectsOf(place: number): readonly number[] {
    return this.#effects[place] ?? NONE;
  }

  /** The link of a pair; `undefined` when the two are not linked. */
  linkOf(cause: number, effect: number): WindowLink | undefined {
    const at = this.causesOf(effect).indexOf(cause);
    if (at < 0) return undefined;
    const rule = this.#rules.get(effect)?.[at];
    return rule === undefined
      ? { cause, effect, origin: 'declared' }
      : { cause, effect, origin: 'inferred', rule };
  }
}

/** A list that grows gets room for 16 more. Shorter ones are made anew, in the size that they need. */
const FEW = 4;

/** @returns the new length of the list */
function push(lists: (number[] | undefined)[], key: number, value: number): number {
  const list = lists[key];
  if (list !== undefined && list.length >= FEW) return list.push(value);
  const next = list === undefined ? [value] : [...list, value];
  lists[key] = next;
  return next.length;
}
