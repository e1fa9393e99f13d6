import { linkText, type LinkText } from '@/components/causal-link/link-text';
import { countOf } from '@/components/ui/format-count';
import type { ShownLink } from '../graph/shown-graph';

/** A description of a link in the graph, including links through hidden events. */
export function shownLinkText(link: ShownLink): LinkText {
  if (link.origin !== 'transitive') return linkText(link);
  return {
    label: `through ${countOf(link.hiddenCount, 'hidden event')}`,
    reason: link.isDeclared
      ? 'The shortest way between the two; all its links are declared.'
      : 'The shortest way between the two; some of its links are inferred.',
  };
}
