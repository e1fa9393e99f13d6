import { useMemo, useSyncExternalStore } from 'react';
import type { MeasureText } from './fit-text';

/** When text cannot be measured, as on the server: wider than most letters. */
const GUESSED_WIDTH_EM = 0.6;

/** The page's fonts: for text, and for ids and values. */
type Font = 'sans' | 'mono';

/** Measures text in the page's font. The function changes when another font has been loaded. */
export function useMeasureText(sizePx: number, font: Font = 'sans'): MeasureText {
  const loadedFonts = useSyncExternalStore(onFontsLoaded, countLoadedFonts, () => 0);
  return useMemo(
    () => measureWith(loadedFonts === 0 ? undefined : textContext(sizePx, font), sizePx),
    [sizePx, font, loadedFonts],
  );
}

/** The size of the cache, in texts. */
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
  // jsdom has no `document.fonts`.
  if (!('fonts' in document)) return () => undefined;
  document.fonts.addEventListener('loadingdone', listener);
  return () => document.fonts.removeEventListener('loadingdone', listener);
}

function countLoadedFonts(): number {
  if (!('fonts' in document)) return 0;
  return [...document.fonts].filter((font) => font.status === 'loaded').length;
}
