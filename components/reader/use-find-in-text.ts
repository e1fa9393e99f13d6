'use client';

import { useEffect, useState, type RefObject } from 'react';
import { findRanges } from './find-ranges';

/** The names of the highlights in `globals.css`. */
const MATCHES = 'reader-matches';
const CURRENT = 'reader-current';

/** The attribute of the parts in which matches are counted. */
const PART_ATTRIBUTE = 'data-part';
const PART = `[${PART_ATTRIBUTE}]`;

/** A search begins when typing, or a change of the text, pauses. */
const PAUSE_MS = 80;

/** The matches of a text in an element. */
export interface FoundText {
  readonly count: number;
  /** The current match, counted from 0; -1 without one. */
  readonly at: number;
  /** The number of matches in each part of the element; parts may be in parts. */
  readonly byPart: ReadonlyMap<string, number>;
  /** The innermost part of the current match. */
  readonly part: string | undefined;
  readonly step: (by: 1 | -1) => void;
}

interface Found {
  readonly wanted: string;
  readonly ranges: readonly Range[];
  readonly byPart: ReadonlyMap<string, number>;
  readonly at: number;
}

const NOTHING: Found = { wanted: '', ranges: [], byPart: new Map(), at: -1 };

/** Finds a text in an element, marks its places, and follows changes of the element. A step brings a match into view. */
export function useFindInText(root: RefObject<HTMLElement | null>, wanted: string): FoundText {
  const [found, setFound] = useState(NOTHING);

  // The text on the page.
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const search = () => {
      const ranges = findRanges(element, wanted);
      const byPart = countByPart(ranges);
      setFound((before) => {
        const kept = before.wanted === wanted ? Math.min(before.at, ranges.length - 1) : 0;
        const at = ranges.length === 0 ? -1 : Math.max(0, kept);
        const isFirst = before.wanted !== wanted || before.ranges.length === 0;
        if (isFirst) show(element, ranges[at]);
        return { wanted, ranges, byPart, at };
      });
    };
    const searchSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE_MS);
    };
    searchSoon();
    const observer = new MutationObserver(searchSoon);
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [root, wanted]);

  // The browser's highlights.
  useEffect(() => {
    // Without highlights, as in older browsers, a step still brings its match into view.
    if (!('highlights' in CSS)) return;
    const current = found.ranges[found.at];
    CSS.highlights.set(MATCHES, highlightOf(found.ranges));
    CSS.highlights.set(CURRENT, highlightOf(current === undefined ? [] : [current]));
    return () => {
      CSS.highlights.delete(MATCHES);
      CSS.highlights.delete(CURRENT);
    };
  }, [found]);

  const step = (by: 1 | -1) => {
    const { ranges, at } = found;
    if (ranges.length === 0) return;
    const next = (at + by + ranges.length) % ranges.length;
    setFound({ ...found, at: next });
    show(root.current, ranges[next]);
  };

  const { ranges, at, byPart } = found;
  return { count: ranges.length, at, byPart, part: partsOf(ranges[at])[0], step };
}

function countByPart(ranges: readonly Range[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const range of ranges) {
    for (const part of partsOf(range)) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  return counts;
}

/** The parts around a range, the innermost first. */
function partsOf(range: Range | undefined): readonly string[] {
  const parts: string[] = [];
  const inside = range?.startContainer.parentElement;
  for (let at = inside?.closest(PART); at; at = at.parentElement?.closest(PART)) {
    parts.push(at.getAttribute(PART_ATTRIBUTE) ?? '');
  }
  return parts;
}

function highlightOf(ranges: readonly Range[]): Highlight {
  const highlight = new Highlight();
  for (const range of ranges) highlight.add(range);
  return highlight;
}

/** Unfolds the lines of a match, and scrolls to it. */
function show(scroller: HTMLElement | null, range: Range | undefined): void {
  if (scroller === null || range === undefined) return;
  const inside = range.startContainer.parentElement;
  for (let at = inside?.closest('details'); at; at = at.parentElement?.closest('details')) {
    at.open = true;
  }
  const place = range.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  const isSeen = place.top >= view.top && place.bottom <= view.bottom;
  if (!isSeen) scroller.scrollTop += place.top - view.top - view.height / 3;
}
