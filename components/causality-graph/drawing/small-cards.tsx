import { group } from 'd3';
import { memo } from 'react';
import { classNames } from '@/components/ui/class-names';
import { cardOutlines } from './card-outline';
import type { PlacedNode } from '../layout/layout-graph';
import { nodeGlyph } from './node-text';
import type { ShownNode } from '../graph/shown-graph';
import styles from './small-cards.module.css';

/** A card, its place, and its emphasis. */
export interface CardAtPlace {
  readonly node: ShownNode;
  readonly place: PlacedNode;
  /** Whether it is emphasized or drawn faintly. */
  readonly emphasis: 'strong' | 'dimmed' | undefined;
}

/**
 * Cards that are too small to be legible, in the colours of their types. Cards that look alike share one element, since each
 * element costs time in every frame.
 */
export const SmallCards = memo(function SmallCards({
  cards,
}: {
  readonly cards: readonly CardAtPlace[];
}) {
  const alike = group(
    cards,
    ({ emphasis }) => emphasis,
    ({ node }) => nodeGlyph(node)?.color ?? 'none',
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
