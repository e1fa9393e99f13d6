import { group } from 'd3';
import { memo } from 'react';
import { classNames } from '@/components/ui/class-names';
import { cardOutlines } from './card-outline';
import type { PlacedNode } from '../layout/layout-graph';
import { nodeMark } from './node-text';
import type { ShownNode } from '../graph/shown-graph';
import styles from './small-cards.module.css';

/** A card at its place, and how it stands beside the others. */
export interface CardAtPlace {
  readonly node: ShownNode;
  readonly place: PlacedNode;
  /** Whether it stands out of the others, or steps back behind them. */
  readonly emphasis: 'strong' | 'dimmed' | undefined;
}

/** Cards too small to read, as their types' colours; one element for all that look alike, since each one costs in every frame. */
export const SmallCards = memo(function SmallCards({
  cards,
}: {
  readonly cards: readonly CardAtPlace[];
}) {
  const alike = group(
    cards,
    ({ emphasis }) => emphasis,
    ({ node }) => nodeMark(node)?.color ?? 'none',
  );
  return [...alike].map(([emphasis, byColor]) => (
    <g
      key={emphasis ?? 'plain'}
      className={classNames(styles['cards'], emphasis !== undefined && styles[emphasis])}
      aria-hidden="true"
    >
      {[...byColor].map(([color, same]) => (
        <path key={color} fill={color} d={cardOutlines(same.map(({ place }) => place))} />
      ))}
    </g>
  ));
});
