'use client';

import { useEffect, useRef } from 'react';
import type { Painter } from './draw-timeline';
import { useIsPrinting } from '@/components/ui/use-is-printing';
import { useDevicePixelRatio } from '@/components/ui/use-device-pixel-ratio';
import { readColors } from './timeline-colors';
import styles from './timeline-canvas.module.css';
import { useThemeVersion } from './use-theme-version';

/** Chrome and Safari draw nothing on a canvas with a longer side. */
const MAX_CANVAS_DEVICE_PX = 16_384;

/** Draws in the colours of paper. The page's styles are still those of the screen when the drawing for paper is made. */
function withLightTheme(draw: () => void): void {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset['theme'] = 'light';
  draw();
  if (theme === undefined) delete dataset['theme'];
  else dataset['theme'] = theme;
}

/** A canvas for the drawing of a painter, sharp on every screen; sizes are in CSS pixels. */
export function TimelineCanvas({
  widthPx,
  heightPx,
  paint,
}: {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly paint: Painter;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  const isPrinting = useIsPrinting();
  const screenRatio = useDevicePixelRatio();
  const ratio = Math.min(screenRatio, MAX_CANVAS_DEVICE_PX / Math.max(1, widthPx, heightPx));

  // The canvas. The browser owns its pixels; they are painted again after each change.
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)];
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, widthPx, heightPx);
    const draw = () => paint(context, { widthPx, heightPx }, readColors(element));
    if (isPrinting) withLightTheme(draw);
    else draw();
  }, [widthPx, heightPx, ratio, paint, theme, isPrinting]);

  return (
    <canvas
      ref={canvas}
      className={styles['canvas']}
      style={{ width: widthPx, height: heightPx }}
      aria-hidden="true"
    />
  );
}
