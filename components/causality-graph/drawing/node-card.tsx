import { memo, useLayoutEffect, useRef } from 'react';
import { classNames } from '@/components/ui/class-names';
import { CARD_HEIGHT, CARD_RADIUS, CARD_WIDTH } from '../layout/card-size';
import { MissingFace, TypedFace, type FaceProps } from './card-face';
import { FoldHandles, type Folding } from './fold-handles';
import { MOVE_MS, prefersReducedMotion } from './motion';
import { nodeGlyph, nodeName } from './node-text';
import styles from './node-card.module.css';
import type { CardAtPlace } from './small-cards';
import type { Point } from '../layout/use-graph-layout';

const CARD_BOX = { width: CARD_WIDTH, height: CARD_HEIGHT, rx: CARD_RADIUS } as const;

interface NodeCardProps extends FaceProps, CardAtPlace {
  /** Its place in the layout before, if it was there. */
  readonly cameFrom: Point | undefined;
  /** Facts beyond the visible ones. */
  readonly description: string;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly folding: Folding;
  /** Whether it is too small to be legible. Then it shows the colour of its type, and has its name for screen readers. */
  readonly isSmall: boolean;
}

/** A node as a button. The graph handles its clicks and keys; `data-node-id` identifies it. */
export const NodeCard = memo(function NodeCard(props: NodeCardProps) {
  const { node, place, cameFrom, isSelected, isTabStop, emphasis, isSmall } = props;
  const card = useRef<SVGGElement>(null);
  const { x, y } = place;

  // A browser animation from the card's earlier place.
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
      aria-label={isSmall ? nodeName(node) : undefined}
      aria-description={props.description}
    >
      {isSmall ? (
        <rect className={styles['small']} {...CARD_BOX} fill={nodeGlyph(node)?.color ?? 'none'} />
      ) : (
        <>
          {node.kind === 'group' ? <Pile /> : null}
          <rect className={styles['frame']} {...CARD_BOX} />
          <Face {...props} />
          <FoldHandles side={place.layer < 0 ? 'left' : 'right'} folding={props.folding} />
        </>
      )}
    </g>
  );
});

function Face({ node, ...face }: NodeCardProps) {
  return node.kind === 'missing' ? (
    <MissingFace {...face} node={node} />
  ) : (
    <TypedFace {...face} node={node} />
  );
}

/** The stack below the card of a group. */
function Pile() {
  return (
    <>
      {[6, 3].map((offset) => (
        <rect key={offset} className={styles['frame']} x={offset} y={offset} {...CARD_BOX} />
      ))}
    </>
  );
}
