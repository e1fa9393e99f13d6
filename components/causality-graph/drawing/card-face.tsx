import { missingText } from '@/components/causal-link/link-text';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import { shownId } from '@/components/ui/shown-id';
import { describeEvent } from '@/components/event-type/describe-event';
import { eventTypeMark } from '@/components/event-type/event-type-mark';
import { formatCount } from '@/components/ui/format-count';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import { agentText } from '../graph/agent-text';
import { CARD_HEIGHT, CARD_WIDTH } from '../layout/card-size';
import type { MissingNode } from '../graph/causal-graph';
import { fitText, type MeasureText } from './fit-text';
import { groupAgents, groupText, turnsOfGroup } from './node-text';
import type { GroupNode } from '../graph/shown-graph';
import styles from './node-card.module.css';

export const LABEL_PX = 11;
export const TEXT_PX = 12;
const INSET_PX = 13;
const GLYPH_SIZE_PX = 9;
const GLYPH_ROOM_PX = GLYPH_SIZE_PX + 5;
const ROOM_PX = CARD_WIDTH - 2 * INSET_PX;
/** Less of a kind says nothing. */
const LEAST_KIND_PX = 36;

export interface FaceProps {
  readonly measureLabel: MeasureText;
  readonly measureText: MeasureText;
  /** A number that is written on it: how many events it led to. */
  readonly count: number | undefined;
}

/** What the card of an event says. */
export function EventFace({ event, ...face }: FaceProps & { readonly event: StoredEvent }) {
  return (
    <TypedFace
      {...face}
      eventType={event.event_type}
      // Where nothing is described, the text below begins with the kind.
      kind={shownName(event.description === null ? '' : (eventKind(event) ?? ''))}
      agent={agentText(event)}
      turn={formatCount(event.turn_number)}
      text={describeEvent(event)}
    />
  );
}

/** What the card of a group says. */
export function GroupFace({ group, ...face }: FaceProps & { readonly group: GroupNode }) {
  const [first, last] = turnsOfGroup(group.events);
  return (
    <TypedFace
      {...face}
      eventType={group.events[0]?.event_type ?? ''}
      kind={shownName('')}
      agent={groupAgents(group.events)}
      turn={first === last ? formatCount(first) : `${formatCount(first)}–${formatCount(last)}`}
      text={groupText(group)}
    />
  );
}

function TypedFace({
  eventType,
  kind,
  agent,
  turn,
  text,
  count,
  measureLabel,
  measureText,
}: FaceProps & {
  readonly eventType: string;
  readonly kind: ShownText;
  readonly agent: ShownText;
  readonly turn: string;
  readonly text: ShownText;
}) {
  const { name, path, isOutline, color } = eventTypeMark(eventType);
  const type = fitText(name, ROOM_PX / 2, measureLabel);
  const typeEnd = INSET_PX + GLYPH_ROOM_PX + measureLabel(type) + 5;
  const turnLabel = ` · ${turn}`;
  const agentRoom = CARD_WIDTH - INSET_PX - typeEnd - measureLabel(turnLabel) - 5;
  const shownAgent = fitText(agent, agentRoom, measureLabel);
  const kindRoom = agentRoom - measureLabel(shownAgent) - 5;
  const shownKind = kindRoom < LEAST_KIND_PX ? '' : fitText(kind, kindRoom, measureLabel);
  const countText = count === undefined ? '' : `led to ${formatCount(count)}`;
  const countRoom = countText === '' ? 0 : measureLabel(countText) + 8;
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
        <text className={styles['label']} x={typeEnd} y="17">
          {`${shownKind} `}
        </text>
      )}
      <text className={styles['label']} x={CARD_WIDTH - INSET_PX} y="17" textAnchor="end">
        {`${shownAgent}${turnLabel} `}
      </text>
      <text className={styles['text']} x={INSET_PX} y="34">
        {fitText(text, ROOM_PX - countRoom, measureText)}
      </text>
      {countText === '' ? null : (
        <text className={styles['count']} x={CARD_WIDTH - INSET_PX} y="34" textAnchor="end">
          {` ${countText}`}
        </text>
      )}
    </>
  );
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
