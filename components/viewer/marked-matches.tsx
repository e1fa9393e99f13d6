'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { textPattern } from '@/lib/filters/match-text';
import styles from './marked-matches.module.css';

/** The name of the highlight in `globals.css`. */
const HIGHLIGHT = 'match';
/** Their texts are of the page, not of the event. */
const CONTROLS = 'button, h3, kbd';
/** The maximum number of highlighted matches. */
const MAX_MATCHES = 500;

/**
 * Highlights texts in whatever its children show, without changes of the elements: by the browser's registry of highlights. In
 * browsers without one, nothing is highlighted.
 */
export function MarkedMatches({
  texts,
  children,
}: {
  /** The same array for the same texts. */
  readonly texts: readonly string[];
  readonly children: ReactNode;
}) {
  const root = useRef<HTMLDivElement>(null);
  // The registry of highlights.
  useEffect(() => {
    const { current } = root;
    const patterns = texts.map((text) => textPattern(text, 'gi'));
    if (current === null || patterns.length === 0 || !('highlights' in CSS)) return;
    const mark = () => {
      const highlight = new Highlight();
      for (const match of matchesIn(current, patterns)) highlight.add(match);
      CSS.highlights.set(HIGHLIGHT, highlight);
    };
    const changes = new MutationObserver(mark);
    changes.observe(current, { subtree: true, childList: true, characterData: true });
    mark();
    return () => {
      changes.disconnect();
      CSS.highlights.delete(HIGHLIGHT);
    };
  }, [texts]);
  return (
    <div ref={root} className={styles['matches']}>
      {children}
    </div>
  );
}

function matchesIn(root: Node, patterns: readonly RegExp[]): readonly Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.closest(CONTROLS) !== null) continue;
    const text = node.nodeValue ?? '';
    for (const pattern of patterns) {
      for (const match of text.matchAll(pattern)) {
        if (ranges.length >= MAX_MATCHES) return ranges;
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        ranges.push(range);
      }
    }
  }
  return ranges;
}
