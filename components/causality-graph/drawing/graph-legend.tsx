import type { ShownGraph } from '../graph/shown-graph';
import { LINK_KINDS, singleLinks, type LinkKind } from './graph-links';
import styles from './graph-legend.module.css';

const NAMES: Readonly<Record<LinkKind, string>> = {
  declared: 'declared',
  inferred: 'inferred by a rule',
  transitive: 'through hidden events',
  missing: 'cause not in the files',
};

const DASHES: Readonly<Record<LinkKind, string | undefined>> = {
  declared: undefined,
  inferred: '6 4',
  transitive: '2 3',
  missing: '1.5 5',
};

/** The present kinds of links with their line styles and numbers. */
export function GraphLegend({ graph }: { readonly graph: ShownGraph }) {
  const missingIds = new Set(
    [...graph.nodes.values()].flatMap(({ kind, id }) => (kind === 'missing' ? id : [])),
  );
  const counts = new Map<LinkKind, number>();
  for (const link of graph.links) {
    for (const single of singleLinks(link)) {
      const kind = missingIds.has(link.cause) ? 'missing' : single.origin;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  if (counts.size === 0) return null;
  return (
    <ul className={styles['legend']} aria-label="Links by kind">
      {LINK_KINDS.filter((kind) => counts.has(kind)).map((kind) => (
        <li key={kind}>
          <svg width="26" height="8" aria-hidden="true">
            <line
              className={styles['sample']}
              x2="26"
              y1="4"
              y2="4"
              strokeDasharray={DASHES[kind]}
            />
          </svg>
          {NAMES[kind]} <span className={styles['count']}>{counts.get(kind)}</span>
        </li>
      ))}
    </ul>
  );
}
