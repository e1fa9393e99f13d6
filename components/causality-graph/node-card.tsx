import { memo, useLayoutEffect, useRef } from 'react';
import { classNames } from '@/components/ui/class-names';
import { CARD_HEIGHT, CARD_WIDTH } from './card-size';
import { EventFace, GroupFace, MissingFace, type FaceProps } from './card-face';
import { FoldHandles, type Folding } from './fold-handles';
import type { PlacedNode } from './layout-graph';
import { MOVE_MS, prefersReducedMotion } from './motion';
import { nodeMark } from './node-text';
import type { ShownNode } from './shown-graph';
import styles from './node-card.module.css';
import type { Point } from './use-graph-layout';

interface NodeCardProps extends FaceProps {
  readonly node: ShownNode;
  readonly place: PlacedNode;
  /** Where it stood before, if it did. */
  readonly cameFrom: Point | undefined;
  /** What else there is to say of it than what it shows. */
  readonly description: string;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  /** Whether it stands out of the others, or steps back behind them. */
  readonly emphasis: 'strong' | 'dimmed' | undefined;
  readonly folding: Folding;
}

/** One node, as a button whose clicks and keys the graph hears; `data-node-id` says which it is. */
export const NodeCard = memo(function NodeCard(props: NodeCardProps) {
  const { node, place, cameFrom, isSelected, isTabStop, emphasis, folding } = props;
  const card = useRef<SVGGElement>(null);
  const { x, y } = place;

  // The browser's animations: from where the card stood.
  useLayoutEffect(() => {
    if (cameFrom === undefined || (cameFrom.x === x && cameFrom.y === y)) return;
    if (prefersReducedMotion()) return;
    const at = (point: Point) => `translate(${point.x}px,${point.y - CARD_HEIGHT / 2}px)`;
    card.current?.animate([{ transform: at(cameFrom) }, { transform: at({ x, y }) }], {
      duration: MOVE_MS,
      easing: 'ease-out',
    });
  }, [cameFrom, x, y]);

  return (
    // The rule is of before ARIA 1.3, where aria-description is for every role.
    // eslint-disable-next-line jsx-a11y/role-supports-aria-props
    <g
      ref={card}
      data-node-id={node.id}
      transform={`translate(${x},${y - CARD_HEIGHT / 2})`}
      className={classNames(
        styles['card'],
        styles[node.kind],
        isSelected && styles['selected'],
        emphasis !== undefined && styles[emphasis],
      )}
      role="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isSelected ? 'true' : undefined}
      aria-disabled={node.kind === 'missing' ? true : undefined}
      aria-description={props.description}
    >
      {node.kind === 'group' ? <Pile /> : null}
      <rect className={styles['frame']} width={CARD_WIDTH} height={CARD_HEIGHT} rx="5" />
      <Face {...props} />
      <FoldHandles side={place.layer < 0 ? 'left' : 'right'} folding={folding} />
    </g>
  );
});

function Face({ node, ...face }: NodeCardProps) {
  switch (node.kind) {
    case 'event':
      return <EventFace {...face} event={node.event} />;
    case 'group':
      return <GroupFace {...face} group={node} />;
    case 'missing':
      return <MissingFace {...face} node={node} />;
  }
}

/** What lies below the card of a group. */
function Pile() {
  return (
    <>
      {[6, 3].map((offset) => (
        <rect
          key={offset}
          className={styles['frame']}
          x={offset}
          y={offset}
          width={CARD_WIDTH}
          height={CARD_HEIGHT}
          rx="5"
        />
      ))}
    </>
  );
}

/** A card too small to read: its type's colour, and its name for those who listen. */
export const SmallCard = memo(function SmallCard({
  node,
  place,
  name,
  isSelected,
  isTabStop,
  emphasis,
}: Pick<NodeCardProps, 'node' | 'place' | 'isSelected' | 'isTabStop' | 'emphasis'> & {
  readonly name: string;
}) {
  return (
    <rect
      data-node-id={node.id}
      x={place.x}
      y={place.y - CARD_HEIGHT / 2}
      width={CARD_WIDTH}
      height={CARD_HEIGHT}
      rx="5"
      className={classNames(
        styles['small'],
        isSelected && styles['smallSelected'],
        emphasis !== undefined && styles[emphasis],
      )}
      fill={nodeMark(node)?.color ?? 'none'}
      role="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={name}
      aria-current={isSelected ? 'true' : undefined}
      aria-disabled={node.kind === 'missing' ? true : undefined}
    />
  );
});
