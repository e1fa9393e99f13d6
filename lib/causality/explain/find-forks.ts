import type { ForkReason } from './explanation-link';
import { isSameVariable, type ExplanationWindow, type WindowEvent } from './explanation-window';
import type { ChainScope } from './find-chains';
import type { LinkMap } from './link-map';
import type { ScoredDeed } from './score-deeds';

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
 * @param comesOf whether an event is part of the deed or comes of it
 */
export function findForks(
  chain: readonly number[],
  { events }: Pick<ExplanationWindow, 'events'>,
  links: Pick<LinkMap, 'causesOf'>,
  { isWithin, unusualness, comesOf }: Omit<ChainScope, 'places'> & Pick<ScoredDeed, 'comesOf'>,
): readonly Fork[] {
  return chain.slice(1).flatMap((place, at): readonly Fork[] => {
    const [event, taken] = [events[place], events[chain[at] ?? place]];
    const causes = links.causesOf(place).filter((cause) => isWithin[cause] === 1);
    if (event === undefined || taken === undefined || causes.length < 2) return [];
    const others = causes.flatMap((cause) =>
      comesOf(cause) && cause !== taken.at ? (events[cause] ?? []) : [],
    );
    const isAlone = (has: (cause: WindowEvent) => boolean): boolean =>
      has(taken) && !others.some(has);
    const weightOf = (cause: WindowEvent): number => unusualness[cause.at] ?? 0;
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
