import { memo } from 'react';
import { describeEvent } from '@/components/event-type/describe-event';
import { eventTypeMark } from '@/components/event-type/event-type-mark';
import { classNames } from '@/components/ui/class-names';
import { CARD_HEIGHT, CARD_WIDTH } from './card-size';
import type { GraphNode } from './causal-graph';
import { agentText } from './agent-text';
import { fitText, type MeasureText } from './fit-text';
import type { PlacedNode } from './layout-graph';
import styles from './node-card.module.css';

export const LABEL_PX = 11;
export const TEXT_PX = 12;
const INSET_PX = 13;
const GLYPH_SIZE_PX = 9;
const LABEL_ROOM_PX = CARD_WIDTH - 2 * INSET_PX;

interface NodeCardProps {
  readonly node: GraphNode;
  readonly place: PlacedNode;
  /** How many causes and effects it has in this graph, in words. */
  readonly linksText: string;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly measureLabel: MeasureText;
  readonly measureText: MeasureText;
}

/** One node, as a button whose clicks and keys the graph hears; `data-node-id` says which it is. */
export const NodeCard = memo(function NodeCard(props: NodeCardProps) {
  const { node, place, isSelected, isTabStop, linksText } = props;
  return (
    // The rule is of before ARIA 1.3, where aria-description is for every role.
    // eslint-disable-next-line jsx-a11y/role-supports-aria-props
    <g
      data-node-id={node.id}
      transform={`translate(${place.x},${place.y - CARD_HEIGHT / 2})`}
      className={classNames(styles['card'], styles[node.kind], isSelected && styles['selected'])}
      role="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isSelected ? 'true' : undefined}
      aria-disabled={node.kind === 'missing' ? true : undefined}
      aria-description={`${describe(node)}, ${linksText}`}
    >
      <rect className={styles['frame']} width={CARD_WIDTH} height={CARD_HEIGHT} rx="5" />
      {node.kind === 'event' ? <EventCard {...props} node={node} /> : <MissingCard {...props} />}
    </g>
  );
});

function EventCard({
  node: { event },
  measureLabel,
  measureText,
}: Pick<NodeCardProps, 'measureLabel' | 'measureText'> & {
  readonly node: GraphNode & { readonly kind: 'event' };
}) {
  const { name, path, isOutline, color } = eventTypeMark(event.event_type);
  const glyphRoom = GLYPH_SIZE_PX + 5;
  const type = fitText(name, LABEL_ROOM_PX / 2, measureLabel);
  const turn = ` · ${event.turn_number}`;
  const agentRoom = LABEL_ROOM_PX - glyphRoom - measureLabel(type) - measureLabel(turn) - 10;
  return (
    <>
      <path
        className={styles['bar']}
        d={`M4 0.5H3.5A3 3 0 0 0 0.5 3.5V${CARD_HEIGHT - 3.5}A3 3 0 0 0 3.5 ${CARD_HEIGHT - 0.5}H4Z`}
        fill={color}
      />
      <g className={styles['words']}>
        <path
          transform={`translate(${INSET_PX},9) scale(${GLYPH_SIZE_PX / 10})`}
          d={path}
          fill={isOutline ? 'none' : color}
          stroke={isOutline ? color : 'none'}
          strokeWidth="1.4"
        />
        <text className={styles['label']} x={INSET_PX + glyphRoom} y="17" fill={color}>
          {type}{' '}
        </text>
        <text className={styles['label']} x={CARD_WIDTH - INSET_PX} y="17" textAnchor="end">
          {fitText(agentText(event), agentRoom, measureLabel)}
          {turn}{' '}
        </text>
        <text className={styles['text']} x={INSET_PX} y="34">
          {fitText(describeEvent(event), LABEL_ROOM_PX, measureText)}
        </text>
      </g>
    </>
  );
}

function MissingCard({ node, measureLabel }: Pick<NodeCardProps, 'node' | 'measureLabel'>) {
  return (
    <g className={styles['words']}>
      <text className={styles['label']} x={INSET_PX} y="17">
        cause not in the files{' '}
      </text>
      <text className={styles['id']} x={INSET_PX} y="34">
        {fitText(node.id, LABEL_ROOM_PX, monospaced(measureLabel))}
      </text>
    </g>
  );
}

/** The measured font is not the one of ids, whose letters are all wider than most. */
function monospaced(measure: MeasureText): MeasureText {
  return (text) => Math.max(measure(text), Array.from(text).length * LABEL_PX * 0.61);
}

/** What the card has no room for; its name is what it shows. */
function describe(node: GraphNode): string {
  if (node.kind === 'missing') return node.id;
  return `turn ${node.event.turn_number}, ${describeEvent(node.event)}`;
}
