import type { Page } from 'playwright/test';

/** How far texts may reach into each other: the boxes of letters are higher than the letters. */
const MAX_SHARED_PX = 2;

/**
 * Names each text that overlaps another text, and a page that scrolls sideways. Empty for a page with a sound layout, with any
 * fonts and in any browser.
 */
export async function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(findFaults, MAX_SHARED_PX);
}

/** Runs in the page: it may use nothing from outside of it. */
function findFaults(maxSharedPx: number): string[] {
  interface TextBox {
    readonly text: string;
    readonly element: Element;
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }

  const { scrollWidth, clientWidth } = document.documentElement;
  const sideways = scrollWidth > clientWidth ? [`${scrollWidth} px wide in ${clientWidth} px`] : [];
  const boxes = textBoxes().sort((one, other) => one.left - other.left);
  const overlaps = boxes.flatMap((box, at) => {
    const found: string[] = [];
    for (const other of boxes.slice(at + 1)) {
      if (other.left >= box.right - maxSharedPx) break;
      if (sharesRoom(box, other) && !isCovered(box.element, other.element))
        found.push(`"${box.text}" and "${other.text}" overlap`);
    }
    return found;
  });
  return [...sideways, ...overlaps];

  function textBoxes(): TextBox[] {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: TextBox[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (
        element === null ||
        text === '' ||
        !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        const seen = clip(rect, element);
        if (seen !== null) found.push({ text: text.slice(0, 60), element, ...seen });
      }
    }
    return found;
  }

  /** The part of a box that its scrolling and clipping ancestors let through. */
  function clip(rect: DOMRect, element: Element) {
    let { left, right, top, bottom } = rect;
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const { overflowX, clipPath, position } = getComputedStyle(at);
      if (clipPath !== 'none') return null;
      if (overflowX !== 'visible') {
        const frame = at.getBoundingClientRect();
        left = Math.max(left, frame.left);
        right = Math.min(right, frame.right);
        top = Math.max(top, frame.top);
        bottom = Math.min(bottom, frame.bottom);
      }
      if (position === 'fixed') break;
    }
    left = Math.max(left, 0);
    right = Math.min(right, innerWidth);
    top = Math.max(top, 0);
    bottom = Math.min(bottom, innerHeight);
    return right - left > 1 && bottom - top > 1 ? { left, right, top, bottom } : null;
  }

  function sharesRoom(one: TextBox, other: TextBox): boolean {
    if (one.element === other.element) return false;
    const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return width > maxSharedPx && height > maxSharedPx;
  }

  /** Whether one of two lies on a plate of its own above the other: a bar, a menu, a header that stays in view. */
  function isCovered(one: Element, other: Element): boolean {
    return hasPlateWithout(one, other) || hasPlateWithout(other, one);
  }

  function hasPlateWithout(inside: Element, outside: Element): boolean {
    let [hasPlate, isLifted] = [false, false];
    for (let at: Element | null = inside; at?.contains(outside) === false; at = at.parentElement) {
      const { position, backgroundColor } = getComputedStyle(at);
      hasPlate ||= backgroundColor.startsWith('rgb(') || isDrawnOnPlate(at);
      isLifted ||= position !== 'static' || at instanceof SVGElement;
    }
    return hasPlate && isLifted;
  }

  function isDrawnOnPlate(element: Element): boolean {
    const plate = element.querySelector(':scope > rect');
    if (plate === null) return false;
    const { fill, opacity } = getComputedStyle(plate);
    return fill.startsWith('rgb(') && opacity === '1';
  }
}
