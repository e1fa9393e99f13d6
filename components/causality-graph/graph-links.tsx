import { memo } from 'react';
import { classNames } from '@/components/ui/class-names';
import type { RoutedLink } from './layout-graph';
import type { ShownLink } from './shown-graph';
import styles from './graph-links.module.css';

/** So many links at once are drawn fine: one by one they would be a blot. */
const MANY = 40;

export type LinkLook = 'plain' | 'dimmed' | 'active' | 'other' | 'strong';

/** How a link is drawn: what an event declares solid, the rest dashed in one way each. */
export const LINK_KINDS = ['declared', 'inferred', 'transitive', 'missing'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export function linkKind(link: ShownLink, missingIds: ReadonlySet<string>): LinkKind {
  return missingIds.has(link.cause) ? 'missing' : link.origin;
}

interface GraphLinksProps {
  readonly links: readonly RoutedLink<ShownLink>[];
  /** Causes that are not in the files. */
  readonly missingIds: ReadonlySet<string>;
  readonly idPrefix: string;
  readonly look: LinkLook;
  /** Whether they are too small for arrowheads and numbers. */
  readonly isSmall: boolean;
}

/** Links as arrows from cause to effect. */
export const GraphLinks = memo(function GraphLinks({
  links,
  missingIds,
  idPrefix,
  look,
  isSmall,
}: GraphLinksProps) {
  const markerId = `${idPrefix}-${look}`;
  const className = classNames(
    styles['links'],
    styles[look],
    look === 'active' && links.length > MANY && styles['many'],
    isSmall && styles['fine'],
  );
  if (isSmall) {
    return (
      <g className={className} aria-hidden="true">
        {LINK_KINDS.map((kind) => {
          const paths = links.filter(({ link }) => linkKind(link, missingIds) === kind);
          if (paths.length === 0) return null;
          return <path key={kind} className={styles[kind]} d={paths.map((p) => p.path).join('')} />;
        })}
      </g>
    );
  }
  return (
    <g className={className} aria-hidden="true">
      <marker
        id={markerId}
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="8"
        markerHeight="8"
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path className={styles['head']} d="M0 0.5 8 4 0 7.5Z" />
      </marker>
      {links.map(({ link, path, middle }) => (
        <g key={`${link.cause} ${link.effect}`}>
          <path
            className={styles[linkKind(link, missingIds)]}
            d={path}
            markerEnd={`url(#${markerId})`}
          />
          {link.origin === 'transitive' ? (
            <text className={styles['number']} x={middle.x} y={middle.y + 4}>
              {link.hiddenCount}
            </text>
          ) : null}
        </g>
      ))}
    </g>
  );
});

/** Broad and unseen, for the pointer; `data-link` says which it is, by its place in the layout. */
export const LinkTargets = memo(function LinkTargets({
  links,
}: {
  readonly links: readonly { readonly index: number; readonly path: string }[];
}) {
  return (
    <g className={styles['targets']} aria-hidden="true">
      {links.map(({ index, path }) => (
        <path key={index} data-link={index} d={path} />
      ))}
    </g>
  );
});
