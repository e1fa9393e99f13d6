import { group } from 'd3';
import { memo } from 'react';
import { classNames } from '@/components/ui/class-names';
import { areOverlapping, type Box } from '../layout/box';
import type { RoutedLink } from '../layout/layout-graph';
import type { ShownLink, SingleLink } from '../graph/shown-graph';
import styles from './graph-links.module.css';

/** With more links than this, all are drawn thin, because they would become a blot. */
const MANY = 40;

export type LinkLook = 'plain' | 'dimmed' | 'active' | 'other' | 'strong';

/** The line styles of links: declared links are solid, each other kind has its own dashes. */
export const LINK_KINDS = ['declared', 'inferred', 'transitive', 'missing'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** The line style of a link. Of several links drawn as one, a declared one decides. */
export function linkKind(link: ShownLink, missingIds: ReadonlySet<string>): LinkKind {
  if (missingIds.has(link.cause)) return 'missing';
  if (link.origin !== 'merged') return link.origin;
  return (
    link.links.find(({ origin }) => origin === 'declared')?.origin ??
    link.links[0]?.origin ??
    'declared'
  );
}

/** The links that one line stands for. */
export function singleLinks(link: ShownLink): readonly SingleLink[] {
  return link.origin === 'merged' ? link.links : [link];
}

interface GraphLinksProps {
  readonly links: readonly RoutedLink<ShownLink>[];
  /** The ids of causes that are not in the files. */
  readonly missingIds: ReadonlySet<string>;
  readonly idPrefix: string;
  readonly look: LinkLook;
  /** The visible area; `undefined` for all links. */
  readonly area: Box | undefined;
  /** Whether they are too small for arrowheads and numbers. */
  readonly isSmall: boolean;
}

/** Links as arrows from cause to effect. */
export const GraphLinks = memo(function GraphLinks({
  links,
  missingIds,
  idPrefix,
  look,
  area,
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
        <FineLinks links={links} missingIds={missingIds} area={area} />
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

/**
 * Links without arrowheads and numbers, in one element per pair of columns: each element costs time in every frame, and so do
 * its invisible parts.
 */
function FineLinks({
  links,
  missingIds,
  area,
}: Pick<GraphLinksProps, 'links' | 'missingIds' | 'area'>) {
  const pieces = links.flatMap(({ link, pieces }) => {
    const kind = linkKind(link, missingIds);
    const seen = pieces.filter(({ box }) => area === undefined || areOverlapping(area, box));
    return seen.map(({ path, box }) => ({ kind, path, place: `${box.left} ${box.right}` }));
  });
  const alike = group(
    pieces,
    ({ kind }) => kind,
    ({ place }) => place,
  );
  return [...alike].flatMap(([kind, places]) =>
    [...places].map(([place, same]) => (
      <path
        key={`${kind} ${place}`}
        className={styles[kind]}
        d={same.map(({ path }) => path).join('')}
      />
    )),
  );
}

/** Wide invisible lines for the pointer. `data-link` is the index of the link in the layout. */
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
