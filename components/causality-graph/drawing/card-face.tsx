import { missingText } from '@/components/causal-link/link-text';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import { shownId } from '@/components/ui/shown-id';
import { describeEvent } from '@/components/event-type/describe-event';
import { eventTypeMark } from '@/components/event-type/event-type-mark';
import { formatCount } from '@/components/ui/format-count';
import { eventKind } from '@/lib/events/event-kind';
import { CARD_HEIGHT, CARD_WIDTH } from '../layout/card-size';
import type { MissingNode } from '../graph/causal-graph';
import { fitText, type MeasureText } from '@/components/ui/fit-text';
import {
  cardFacts,
  cardHeader,
  GLYPH_ROOM_PX,
  GLYPH_SIZE_PX,
  INSET_PX,
  ROOM_PX,
  turnLabel,
  type KnownNode,
} from './card-header';
import { groupText } from './node-text';
import styles from './node-card.module.css';

export const LABEL_PX = 11;
export const TEXT_PX = 12;
/** Less of a kind says nothing. */
const LEAST_KIND_PX = 36;

export interface FaceProps {
  readonly measureLabel: MeasureText;
  readonly measureText: MeasureText;
  /** The agents of the graph as cards name them where there is little room. */
  readonly agents: ReadonlyMap<ShownText, ShownText>;
  /** A number that is written on it: how many events it led to. */
  readonly count: number | undefined;
}

/** What the card of an event or of a group says. */
export function TypedFace({
  node,
  agents,
  count,
  measureLabel,
  measureText,
}: FaceProps & { readonly node: KnownNode }) {
  const facts = cardFacts(node);
  const { eventType, agent, turn } = facts;
  const { path, isOutline, color } = eventTypeMark(eventType);
  const { type, typeEndPx, isTurnBelow, agentRoomPx } = cardHeader(facts, measureLabel);
  const shownAgent = measureLabel(agent) <= agentRoomPx ? agent : (agents.get(agent) ?? agent);
  const kindRoom = agentRoomPx - measureLabel(shownAgent) - 5;
  const shownKind = kindRoom < LEAST_KIND_PX ? '' : fitText(kindOf(node), kindRoom, measureLabel);
  const countText = count === undefined ? '' : `led to ${formatCount(count)}`;
  const turnText = isTurnBelow ? `${countText === '' ? '' : ' · '}${turn}` : '';
  const belowPx = measureLabel(countText + turnText);
  const textRoom = ROOM_PX - (belowPx === 0 ? 0 : belowPx + 8);
  return (
    <>
      <path
        d={`M4 0.5H3.5A3 3 0 0 0 0.5 3.5V${CARD_HEIGHT - 3.5}A3 3 0 0 0 3.5 ${CARD_HEIGHT - 0.5}H4Z`}
        fill={color}
      />
      <path
        transform={`translate(${INSET_PX},9) scale(${GLYPH_SIZE_PX / 10})`}
        d={path}
        fill={isOutline ? 'none' : color}
        stroke={isOutline ? color : 'none'}
        strokeWidth="1.4"
      />
      <text className={styles['label']} x={INSET_PX + GLYPH_ROOM_PX} y="17" fill={color}>
        {`${type} `}
      </text>
      {shownKind === '' ? null : (
        <text className={styles['label']} x={typeEndPx} y="17">
          {`${shownKind} `}
        </text>
      )}
      <text className={styles['label']} x={CARD_WIDTH - INSET_PX} y="17" textAnchor="end">
        {`${shownAgent}${isTurnBelow ? '' : turnLabel(turn)} `}
      </text>
      <text className={styles['text']} x={INSET_PX} y="34">
        {fitText(textOf(node), textRoom, measureText)}
      </text>
      {belowPx === 0 ? null : (
        <text className={styles['label']} x={CARD_WIDTH - INSET_PX} y="34" textAnchor="end">
          {' '}
          <tspan className={styles['count']}>{countText}</tspan>
          {turnText}
        </text>
      )}
    </>
  );
}

/** Where nothing is described, the text begins with the kind. */
function kindOf(node: KnownNode): ShownText {
  const isSaid = node.kind === 'event' && node.event.description !== null;
  return shownName(isSaid ? (eventKind(node.event) ?? '') : '');
}

function textOf(node: KnownNode): ShownText {
  return node.kind === 'event' ? describeEvent(node.event) : groupText(node);
}

/** What the card of a missing cause says: why it is missing, or else which it is. */
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
      <text className={isUnexplained ? styles['id'] : styles['label']} x={INSET_PX} y="34">
        {isUnexplained
          ? fitText(shownId(node.id), ROOM_PX, monospaced(measureLabel))
          : fitText(missingText(node.reason), ROOM_PX, measureLabel)}
      </text>
    </>
  );
}

/** The measured font is not the one of ids, whose letters are all wider than most. */
function monospaced(measure: MeasureText): MeasureText {
  return (text) => Math.max(measure(text), Array.from(text).length * LABEL_PX * 0.61);
}
