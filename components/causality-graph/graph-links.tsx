import { memo } from 'react';
import { classNames } from '@/components/ui/class-names';
import type { RoutedLink } from './layout-graph';
import styles from './graph-links.module.css';

/** So many links at once are drawn fine: one by one they would be a blot. */
const MANY = 40;

interface GraphLinksProps {
  readonly links: readonly RoutedLink[];
  /** Events whose cause is not in the files. */
  readonly missingIds: ReadonlySet<string>;
  readonly idPrefix: string;
  /** Whether these are the ones of the node at hand. */
  readonly isActive: boolean;
}

/** Links as arrows from cause to effect. */
export const GraphLinks = memo(function GraphLinks({
  links,
  missingIds,
  idPrefix,
  isActive,
}: GraphLinksProps) {
  const markerId = `${idPrefix}-${isActive ? 'active' : 'plain'}`;
  return (
    <g
      className={classNames(
        isActive ? styles['active'] : styles['plain'],
        links.length > MANY && styles['many'],
      )}
      aria-hidden="true"
    >
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
      {links.map(({ link, path }) => (
        <path
          key={`${link.cause} ${link.effect}`}
          className={missingIds.has(link.cause) ? styles['missing'] : styles['link']}
          d={path}
          markerEnd={`url(#${markerId})`}
        />
      ))}
    </g>
  );
});
