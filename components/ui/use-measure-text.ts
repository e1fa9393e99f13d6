import { useMemo, useSyncExternalStore } from 'react';
import type { MeasureText } from './fit-text';

/** Where text cannot be measured, as on the server: wider than most letters are. */
const GUESSED_WIDTH_EM = 0.6;

/** The page's fonts: that of text, and that of ids and values. */
type Font = 'sans' | 'mono';

/** Measures text as the page's own font draws it; a new function when another font has been loaded. */
export function useMeasureText(sizePx: number, font: Font = 'sans'): MeasureText {
  const loadedFonts = useSyncExternalStore(onFontsLoaded, countLoadedFonts, () => 0);
  return useMemo(
    () => measureWith(loadedFonts === 0 ? undefined : textContext(sizePx, font), sizePx),
    [sizePx, font, loadedFonts],
  );
}

/** So many texts are kept measured. */
const MAX_KNOWN = 20_000;

/** Measures each text once. */
function measureWith(
  context: OffscreenCanvasRenderingContext2D | undefined,
  sizePx: number,
): MeasureText {
  const known = new Map<string, number>();
  return (text) => {
    const width =
      known.get(text) ??
      context?.measureText(text).width ??
      text.length * sizePx * GUESSED_WIDTH_EM;
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(text, width);
    return width;
  };
}

function textContext(sizePx: number, font: Font) {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context !== null) {
    const style = getComputedStyle(document.body);
    const family = font === 'sans' ? style.fontFamily : style.getPropertyValue('--font-mono');
    context.font = `${sizePx}px ${family}`;
  }
  return context ?? undefined;
}

function onFontsLoaded(listener: () => void): () => void {
  // Not everywhere: jsdom has none.
  if (!('fonts' in document)) return () => undefined;
  document.fonts.addEventListener('loadingdone', listener);
  return () => document.fonts.removeEventListener('loadingdone', listener);
}

function countLoadedFonts(): number {
  if (!('fonts' in document)) return 0;
  return [...document.fonts].filter((font) => font.status === 'loaded').length;
}
