import { missingText } from '@/components/causal-link/link-text';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import { shownId } from '@/components/ui/shown-id';
import { describeEvent } from '@/components/event-type/describe-event';
import { typeGlyph } from '@/components/event-type/type-glyph';
import { formatCount } from '@/components/ui/format-count';
import { eventKind } from '@/lib/events/event-kind';
import { CARD_HEIGHT, CARD_WIDTH } from '../layout/card-size';
import type { MissingNode } from '../graph/causal-graph';
import { fitText, wrapText, type MeasureText } from '@/components/ui/fit-text';
import {
  cardFacts,
  cardHeader,
  GLYPH_ROOM_PX,
  GLYPH_SIZE_PX,
  INSET_PX,
  ROOM_PX,
  turnLabel,
  type CardFacts,
  type KnownNode,
} from './card-header';
import { groupText } from './node-text';
import styles from './node-card.module.css';

export const LABEL_PX = 11;
export const TEXT_PX = 12;
/** The baselines of the two lines of text. */
const FIRST_LINE_PX = 33;
const LINE_PX = 15;
/** A kind cut to less than this says nothing. */
const LEAST_KIND_PX = 36;

export interface FaceProps {
  readonly measureLabel: MeasureText;
  readonly measureText: MeasureText;
  /** Short names of the graph's agents, for cards with little room. */
  readonly agents: ReadonlyMap<ShownText, ShownText>;
  /** The number on the card: events to which it led. */
  readonly count: number | undefined;
  /** The place in a chain, in place of the turn: `3 of 9`. */
  readonly step: string | undefined;
}

/** The text on the card of an event or of a group. */
export function TypedFace({
  node,
  agents,
  count,
  step,
  measureLabel,
  measureText,
}: FaceProps & { readonly node: KnownNode }) {
  const facts = step === undefined ? cardFacts(node) : stepFacts(node, step);
  const { eventType, agent, turn } = facts;
  const glyph = eventType === undefined ? undefined : typeGlyph(eventType);
  const color = glyph?.color;
  const { type, typeEndPx, isTurnBelow, agentRoomPx } = cardHeader(facts, measureLabel);
  const fittingAgent = measureLabel(agent) <= agentRoomPx ? agent : (agents.get(agent) ?? agent);
  // A kind may need the room of the agent. Then the text or the picture of the lanes tells the agent.
  const shownAgent =
    step !== undefined && measureLabel(fittingAgent) > agentRoomPx ? shownName('') : fittingAgent;
  const kindRoom = agentRoomPx - measureLabel(shownAgent) - 5;
  const isNamed = step !== undefined || kindRoom < LEAST_KIND_PX;
  const shownKind = isNamed ? '' : fitText(kindOf(node), kindRoom, measureLabel);
  const countText = count === undefined ? '' : `led to ${formatCount(count)}`;
  const turnText = isTurnBelow ? `${countText === '' ? '' : ' · '}${turn}` : '';
  const belowPx = measureLabel(countText + turnText);
  const lastRoom = ROOM_PX - (belowPx === 0 ? 0 : belowPx + 8);
  const lines = wrapText(textOf(node), [ROOM_PX, lastRoom], measureText);
  return (
    <>
      <path
        d={`M4 0.5H3.5A3 3 0 0 0 0.5 3.5V${CARD_HEIGHT - 3.5}A3 3 0 0 0 3.5 ${CARD_HEIGHT - 0.5}H4Z`}
        fill={color ?? 'var(--color-border-strong)'}
      />
      {glyph === undefined ? null : (
        <path
          transform={`translate(${INSET_PX},9) scale(${GLYPH_SIZE_PX / 10})`}
          d={glyph.path}
          fill={glyph.isOutline ? 'none' : color}
          stroke={glyph.isOutline ? color : 'none'}
          strokeWidth="1.4"
        />
      )}
      <text
        className={styles['label']}
        x={INSET_PX + (glyph === undefined ? 0 : GLYPH_ROOM_PX)}
        y="17"
        fill={color}
      >
        {`${type} `}
      </text>
      {shownKind === '' ? null : (
        <text className={styles['label']} x={typeEndPx} y="17">
          {`${shownKind} `}
        </text>
      )}
      <text className={styles['label']} x={CARD_WIDTH - INSET_PX} y="17" textAnchor="end">
        {`${shownAgent}${isTurnBelow ? '' : shownAgent === '' ? turn : turnLabel(turn)} `}
      </text>
      {lines.map((line, i) => (
        <text key={i} className={styles['text']} x={INSET_PX} y={FIRST_LINE_PX + i * LINE_PX}>
          {`${line} `}
        </text>
      ))}
      {belowPx === 0 ? null : (
        <text
          className={styles['label']}
          x={CARD_WIDTH - INSET_PX}
          y={FIRST_LINE_PX + LINE_PX}
          textAnchor="end"
        >
          {' '}
          <tspan className={styles['count']}>{countText}</tspan>
          {turnText}
        </text>
      )}
    </>
  );
}

/** The card of a chain: the kind in place of the type, which its sign tells, and its place in place of the turn. */
function stepFacts(node: KnownNode, step: string): CardFacts {
  const facts = cardFacts(node);
  const [event] = node.kind === 'event' ? [node.event] : node.events;
  const kind = event === undefined ? null : eventKind(event);
  return { ...facts, typeName: kind === null ? facts.typeName : shownName(kind), turn: step };
}

/** Without a description, the text begins with the kind. */
function kindOf(node: KnownNode): ShownText {
  const isSaid = node.kind === 'event' && node.event.description !== null;
  return shownName(isSaid ? (eventKind(node.event) ?? '') : '');
}

function textOf(node: KnownNode): ShownText {
  return node.kind === 'event' ? describeEvent(node.event) : groupText(node);
}

/** The text on the card of a missing cause: the reason or, if unknown, its id. */
export function MissingFace({
  node,
  measureLabel,
}: Pick<FaceProps, 'measureLabel'> & { readonly node: MissingNode }) {
  const isUnexplained = node.reason === 'unknown';
  return (
    <>
      <text className={styles['label']} x={INSET_PX} y="17">
        cause not in the files{' '}
      </text>
      <text
        className={isUnexplained ? styles['id'] : styles['label']}
        x={INSET_PX}
        y={FIRST_LINE_PX}
      >
        {isUnexplained
          ? fitText(shownId(node.id), ROOM_PX, monospaced(measureLabel))
          : fitText(missingText(node.reason), ROOM_PX, measureLabel)}
      </text>
    </>
  );
}

/** The measured font is not the monospace font of ids, whose letters are all wide. */
function monospaced(measure: MeasureText): MeasureText {
  return (text) => Math.max(measure(text), Array.from(text).length * LABEL_PX * 0.61);
}
