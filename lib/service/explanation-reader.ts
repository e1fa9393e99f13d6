import type { LinkChoice } from '../causality/causal-link';
import { chooseWindowLinks } from '../causality/explain/choose-window-links';
import { explainEvent, type WindowExplanation } from '../causality/explain/explain-event';
import type { ExplanationDirection } from '../causality/explain/explanation-bounds';
import type { ExplanationLink, ForkReason } from '../causality/explain/explanation-link';
import type { EventText, ReadTexts } from '../causality/explain/explanation-window';
import { EventNotFoundError } from '../errors';
import type { EventLine } from '../events/event-line';
import { readEventLine } from '../events/read-event';
import type { EventStore, ReadWindowLines } from '../store/event-store';
import { breathe, isBreathDue } from '../work/work';

export interface ExplanationOptions {
  /** Likely causes (`upstream`, the default), or what came of the event (`downstream`). */
  readonly direction?: ExplanationDirection | undefined;
  /** The maximum number of causes or effects, 1 to 20. Default 5. */
  readonly limit?: number | undefined;
  /** The links to follow besides those that explanations add. Default `declared`. */
  readonly links?: LinkChoice | undefined;
}

/** Why a deed stands out. */
export interface ExplanationReason {
  readonly rule: string;
  /** A sentence without its subject. */
  readonly text: string;
  /** The number or word that the rule looked at. */
  readonly value: number | string | null;
  /** How unusual this alone makes the deed, from 0 to 1. */
  readonly weight: number;
  /** The event that the rule looked at. */
  readonly event_id: string;
}

/** A likely cause or a notable effect. */
export interface ExplainedDeed {
  /** The event that the strongest reason is about. */
  readonly event: EventLine;
  /** The ids of all events of the deed, in event order. */
  readonly events: readonly string[];
  /** From 0 to 1. */
  readonly score: number;
  /** Strongest first. */
  readonly reasons: readonly ExplanationReason[];
  /** The ids of the chain from cause to effect, both included. */
  readonly path: readonly string[];
  /** The number of events left out in the middle of a long chain. */
  readonly left_out: number;
  /** The events of the chain with several causes, and why it takes one of them; none downstream. */
  readonly forks: readonly ExplanationFork[];
}

/** An event of a chain that has several direct causes. */
export interface ExplanationFork {
  readonly event_id: string;
  /** The number of its direct causes within reach. */
  readonly causes: number;
  /** The number of them that come of the deed. */
  readonly from_deed: number;
  readonly reason: ForkReason;
}

export interface ExplanationLines {
  readonly event_id: string;
  readonly direction: ExplanationDirection;
  /** Best first; none downstream. */
  readonly causes: readonly ExplainedDeed[];
  /** Best first; none upstream. */
  readonly effects: readonly ExplainedDeed[];
  /** The event, and the events of all paths and reasons, in event order. */
  readonly events: readonly EventLine[];
  /** The links along the paths. */
  readonly links: readonly ExplanationLink[];
  /** The number of deeds that were compared. */
  readonly considered: number;
  readonly truncated: boolean;
}

/** Ranks likely causes and effects. Rejects like `EventStore`. */
export interface ExplanationReader {
  /** @throws {EventNotFoundError} */
  explain(
    simulationId: string,
    eventId: string,
    options?: ExplanationOptions,
  ): Promise<ExplanationLines>;
}

/** The lines read to judge deeds are no larger together. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** And those of an answer no larger than this, by default. */
const MAX_ANSWER_BYTES = 48 * 1024 * 1024;

/**
 * @param maxAnswerBytes a deed is left out when the lines of its chain and reasons do not fit, and so are the ids of members whose
 *   lines do not. The answer is `truncated` then.
 */
export function createExplanationReader(
  store: EventStore,
  maxAnswerBytes = MAX_ANSWER_BYTES,
): ExplanationReader {
  return {
    async explain(simulationId, eventId, { direction = 'upstream', limit, links } = {}) {
      const explanation = await store.withWindow(
        simulationId,
        eventId,
        direction,
        async (window, readLines) => {
          const chosen = await chooseWindowLinks(window, links, { breathe });
          const found = await explainEvent({ ...window, links: chosen }, textReader(readLines), {
            direction,
            limit,
            pace: { breathe },
          });
          const places = placesOf(found, window.target);
          const lines = await readLines(places, maxAnswerBytes);
          return { found, lines, isWhole: places.every((place) => lines.has(place)) };
        },
      );
      if (explanation === undefined) throw new EventNotFoundError(simulationId, eventId);
      const { found, lines, isWhole } = explanation;
      const idOf = (place: number): string => lines.get(place)?.event_id ?? '';
      const deeds = found.deeds.flatMap(
        ({ members, score, reasons, chain, leftOut, forks }): ExplainedDeed[] => {
          const event = lines.get(reasons[0]?.place ?? -1);
          const isTold = toldPlaces({ chain, reasons }).every((place) => lines.has(place));
          if (event === undefined || !isTold) return [];
          return [
            {
              event,
              events: members.flatMap(({ at }) => lines.get(at)?.event_id ?? []),
              score,
              reasons: reasons.map(({ rule, text, value, unusualness, place }) => ({
                rule,
                text,
                value,
                weight: unusualness,
                event_id: idOf(place),
              })),
              path: chain.map(idOf),
              left_out: leftOut,
              forks: forks.map(({ place, causes, fromDeed, reason }) => ({
                event_id: idOf(place),
                causes,
                from_deed: fromDeed,
                reason,
              })),
            },
          ];
        },
      );
      const told = new Set([
        eventId,
        ...deeds.flatMap(({ path, reasons }) => [
          ...path,
          ...reasons.map(({ event_id }) => event_id),
        ]),
      ]);
      return {
        event_id: eventId,
        direction,
        causes: direction === 'upstream' ? deeds : [],
        effects: direction === 'downstream' ? deeds : [],
        events: [...lines]
          .sort(([a], [b]) => a - b)
          // Of events with the same id the first one is told.
          .flatMap(([, line]) => (told.delete(line.event_id) ? line : [])),
        links: found.links.flatMap(({ cause, effect, rule }): ExplanationLink | [] => {
          if (!lines.has(cause) || !lines.has(effect)) return [];
          const ends = { cause: idOf(cause), effect: idOf(effect) };
          return rule === undefined
            ? { ...ends, origin: 'declared' }
            : { ...ends, origin: 'inferred', rule };
        }),
        considered: found.considered,
        truncated: found.truncated || !isWhole,
      };
    },
  };
}

function textReader(readLines: ReadWindowLines): ReadTexts {
  return async (places) => {
    const lines = await readLines(places, MAX_TEXT_BYTES);
    const texts = new Map<number, EventText>();
    for (const [place, { text }] of lines) {
      if (isBreathDue()) await breathe();
      const { event } = readEventLine(text);
      if (event !== undefined) texts.set(place, event);
    }
    return texts;
  };
}

/** The places to read: first those that an answer cannot do without. */
function placesOf({ deeds }: WindowExplanation, target: number): readonly number[] {
  const members = deeds.flatMap((deed) => deed.members.map(({ at }) => at));
  return [...new Set([target, ...deeds.flatMap(toldPlaces), ...members])];
}

/** The events without which a deed cannot be told. */
function toldPlaces({
  chain,
  reasons,
}: Pick<WindowExplanation['deeds'][number], 'chain' | 'reasons'>): readonly number[] {
  return [...reasons.map(({ place }) => place), ...chain];
}
