'use client';

import { useEffect } from 'react';

/** Flags a title set by this module, so that it is updated with the text. */
const FLAG = 'data-cut-text';
/** Longer texts are cut in the title. */
const MAX_CHARACTERS = 2000;

/** Gives every text that is cut off by its container a title with the full text. Elements with their own title keep it. */
export function TitleCutText() {
  // One listener on the document, for everything rendered later.
  useEffect(() => {
    document.addEventListener('pointerover', updateTitle);
    return () => document.removeEventListener('pointerover', updateTitle);
  }, []);
  return null;
}

function updateTitle({ target }: PointerEvent): void {
  const element = target instanceof HTMLElement ? target : null;
  for (const each of [element, element?.parentElement ?? null]) {
    if (each === null || (each.title !== '' && !each.hasAttribute(FLAG))) continue;
    if (isCut(each)) {
      each.title = each.textContent.slice(0, MAX_CHARACTERS);
      each.setAttribute(FLAG, '');
    } else if (each.hasAttribute(FLAG)) {
      each.removeAttribute('title');
      each.removeAttribute(FLAG);
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
