import { embedFonts } from './embed-fonts';

/** The style properties that affect a drawing. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'visibility',
  'paint-order',
  'text-anchor',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
] as const;

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/**
 * Turns a drawing of the page into a self-contained file. Every element gets its style from the current theme, fonts are
 * embedded, elements for pointers and keys are removed, and the page's background is added.
 */
export async function serializeSvg(svg: SVGSVGElement): Promise<string> {
  const copy = copyOf(svg);
  copy.setAttribute('xmlns', SVG_NAMESPACE);
  for (const name of ['width', 'height', 'viewBox']) {
    copy.setAttribute(name, svg.getAttribute(name) ?? '');
  }
  const ground = document.createElementNS(SVG_NAMESPACE, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(svg).backgroundColor);
  const fonts = document.createElementNS(SVG_NAMESPACE, 'style');
  fonts.textContent = await embedFonts(new XMLSerializer().serializeToString(copy));
  copy.prepend(fonts, ground);
  return new XMLSerializer().serializeToString(copy);
}

function copyOf(element: Element): Element {
  const copy = document.createElementNS(SVG_NAMESPACE, element.localName);
  for (const { name, value } of element.attributes) {
    if (isDrawn(name)) copy.setAttribute(name, value);
  }
  const style = getComputedStyle(element);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value !== '') copy.setAttribute(name, value);
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) {
      if (!isForHands(child)) copy.append(copyOf(child));
    } else copy.append(child.cloneNode());
  }
  return copy;
}

function isDrawn(attribute: string): boolean {
  return !/^(class|style|role|tabindex|aria-|data-|xmlns)/.test(attribute);
}

/** Knobs, and wide lines for the pointer. */
function isForHands(element: Element): boolean {
  return element.hasAttribute('data-link') || element.hasAttribute('data-knob');
}
