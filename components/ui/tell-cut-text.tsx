'use client';

import { useEffect } from 'react';

/** Marks a title that this module gave, so that it is renewed with the text. */
const MARK = 'data-cut-text';
/** Of a longer text the beginning is told. */
const MAX_CHARACTERS = 2000;

/**
 * Any text of the page that its place cuts short is told whole, as a title, to those who point at it. Titles that an
 * element has of its own stay.
 */
export function TellCutText() {
  // The document: one listener, whatever is rendered later.
  useEffect(() => {
    document.addEventListener('pointerover', tell);
    return () => document.removeEventListener('pointerover', tell);
  }, []);
  return null;
}

function tell({ target }: PointerEvent): void {
  const element = target instanceof HTMLElement ? target : null;
  for (const each of [element, element?.parentElement ?? null]) {
    if (each === null || (each.title !== '' && !each.hasAttribute(MARK))) continue;
    if (isCut(each)) {
      each.title = each.textContent.slice(0, MAX_CHARACTERS);
      each.setAttribute(MARK, '');
    } else if (each.hasAttribute(MARK)) {
      each.removeAttribute('title');
      each.removeAttribute(MARK);
    }
  }
}

function isCut(element: HTMLElement): boolean {
  if (element.scrollWidth <= element.clientWidth && element.scrollHeight <= element.clientHeight) {
    return false;
  }
  const { textOverflow, webkitLineClamp } = getComputedStyle(element);
  return textOverflow === 'ellipsis' || !['', 'none'].includes(webkitLineClamp);
}
