import { linkText, type LinkText } from '@/components/causal-link/link-text';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { ShownLink, SingleLink } from '../graph/shown-graph';

/** A description of a link in the graph, including links through hidden events and several links drawn as one. */
export function shownLinkText(link: ShownLink): LinkText {
  if (link.origin !== 'merged') return singleLinkText(link);
  const texts = link.links.map(singleLinkText);
  const labels = new Map<string, number>();
  for (const { label } of texts) labels.set(label, (labels.get(label) ?? 0) + 1);
  const [only] = texts;
  if (labels.size === 1 && only !== undefined) {
    return { label: `${formatCount(texts.length)} links, each ${only.label}`, reason: only.reason };
  }
  const counts = [...labels].map(([label, count]) => `${formatCount(count)} ${label}`);
  return { label: countOf(texts.length, 'link'), reason: `${counts.join(', ')}.` };
}

function singleLinkText(link: SingleLink): LinkText {
  if (link.origin !== 'transitive') return linkText(link);
  return {
    label: `through ${countOf(link.hiddenCount, 'hidden event')}`,
    reason: link.isDeclared
      ? 'The shortest way between the two; all its links are declared.'
      : 'The shortest way between the two; some of its links are inferred.',
  };
}
