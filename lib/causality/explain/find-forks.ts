import type { ForkReason } from './explanation-link';
import { isSameVariable, type ExplanationWindow, type WindowEvent } from './explanation-window';
import type { ChainScope } from './find-chains';
import type { LinkMap } from './link-map';

/** An event of a chain that has several direct causes. */
export interface Fork {
  /** The place of the event. */
  readonly place: number;
  /** The number of its direct causes within reach, at least two. */
  readonly causes: number;
  /** The number of them that come of the deed with which the chain begins, at least one. */
  readonly fromDeed: number;
  /** Why the chain takes the one that it takes. */
  readonly reason: ForkReason;
}

/**
 * Finds the forks of a chain from cause to effect.
 * @param below by place: 1 for places that come of the deed, its own included
 */
export function findForks(
  chain: readonly number[],
  { events }: Pick<ExplanationWindow, 'events'>,
  { causesOf }: Pick<LinkMap, 'causesOf'>,
  { places, unusualness, below }: ChainScope & { readonly below: Uint8Array },
): readonly Fork[] {
  return chain.slice(1).flatMap((place, at): readonly Fork[] => {
    const [event, taken] = [events[place], events[chain[at] ?? place]];
    const causes = causesOf(place).filter((cause) => places.has(cause));
    if (event === undefined || taken === undefined || causes.length < 2) return [];
    const others = causes.flatMap((cause) =>
      below[cause] === 1 && cause !== taken.at ? (events[cause] ?? []) : [],
    );
    const isAlone = (has: (cause: WindowEvent) => boolean): boolean =>
      has(taken) && !others.some(has);
    const weightOf = (cause: WindowEvent): number => unusualness.get(cause.at) ?? 0;
    const reason: ForkReason =
      others.length === 0
        ? 'only_way'
        : isAlone((cause) => isSameVariable(cause, event))
          ? 'same_variable'
          : others.every((other) => weightOf(other) < weightOf(taken))
            ? 'stands_out'
            : isAlone(({ agent }) => agent !== null && agent === event.agent)
              ? 'same_agent'
              : 'quickest';
    return [{ place, causes: causes.length, fromDeed: others.length + 1, reason }];
  });
}
