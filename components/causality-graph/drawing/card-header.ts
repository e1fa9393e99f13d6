import { typeGlyph } from '@/components/event-type/type-glyph';
import { fitText, type MeasureText } from '@/components/ui/fit-text';
import { formatCount } from '@/components/ui/format-count';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import { shortenNames } from '@/components/ui/shorten-names';
import { agentText } from '../graph/agent-text';
import type { MissingNode } from '../graph/causal-graph';
import type { ShownNode } from '../graph/shown-graph';
import { CARD_WIDTH } from '../layout/card-size';
import { groupAgents, groupTypes, turnsOfGroup, typeOfGroup } from './node-text';

export const INSET_PX = 13;
export const GLYPH_SIZE_PX = 9;
export const GLYPH_ROOM_PX = GLYPH_SIZE_PX + 5;
export const ROOM_PX = CARD_WIDTH - 2 * INSET_PX;
const GAP_PX = 5;
/** A wider turn is on the next line, to leave room for the agent. */
const MOST_TURN_PX = ROOM_PX / 4;

/** The agent and the turn of a card. */
export interface CardFacts {
  /** `undefined` for a group of several types. */
  readonly eventType: string | undefined;
  /** The name of the type, or a text in its place. */
  readonly typeName: string;
  readonly agent: ShownText;
  readonly turn: string;
}

/** The content of a card's first line, and the room for the agent. */
export interface CardHeader {
  readonly type: string;
  /** The right end of the type, where the rest begins. */
  readonly typeEndPx: number;
  readonly isTurnBelow: boolean;
  readonly agentRoomPx: number;
}

/** All nodes except missing causes, whose facts are unknown. */
export type KnownNode = Exclude<ShownNode, MissingNode>;

export function cardFacts(node: KnownNode): CardFacts {
  if (node.kind === 'event') {
    return {
      eventType: node.event.event_type,
      typeName: typeGlyph(node.event.event_type).name,
      agent: agentText(node.event),
      turn: formatCount(node.event.turn_number),
    };
  }
  const [first, last] = turnsOfGroup(node.events);
  const eventType = typeOfGroup(node);
  if (node.title !== undefined) {
    return { eventType, typeName: node.title, agent: shownName(''), turn: '' };
  }
  if (node.events.length === 0) {
    return { eventType, typeName: groupTypes(node), agent: shownName(''), turn: '' };
  }
  return {
    eventType,
    typeName: eventType === undefined ? groupTypes(node) : typeGlyph(eventType).name,
    agent: groupAgents(node.events),
    turn: first === last ? formatCount(first) : `${formatCount(first)}–${formatCount(last)}`,
  };
}

export function cardHeader({ typeName, turn }: CardFacts, measure: MeasureText): CardHeader {
  const type = fitText(typeName, turn === '' ? ROOM_PX : ROOM_PX / 2, measure);
  const typeEndPx = INSET_PX + GLYPH_ROOM_PX + measure(type) + GAP_PX;
  const turnPx = measure(turnLabel(turn));
  const isTurnBelow = turnPx > MOST_TURN_PX;
  const agentRoomPx = CARD_WIDTH - INSET_PX - typeEndPx - GAP_PX - (isTurnBelow ? 0 : turnPx);
  return { type, typeEndPx, isTurnBelow, agentRoomPx };
}

/** The turn after another text. */
export function turnLabel(turn: string): string {
  return turn === '' ? '' : ` · ${turn}`;
}

/** Shortened names of a graph's agents for cards, all different. */
export function agentsOnCards(
  nodes: Iterable<ShownNode>,
  measure: MeasureText,
): ReadonlyMap<ShownText, ShownText> {
  const facts = [...nodes].flatMap((node) => (node.kind === 'missing' ? [] : cardFacts(node)));
  const roomPx = facts.reduce(
    (least, each) => Math.min(least, cardHeader(each, measure).agentRoomPx),
    ROOM_PX,
  );
  return shortenNames(
    facts.map(({ agent }) => agent),
    roomPx,
    measure,
  );
}
