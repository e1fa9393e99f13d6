'use client';

import { useEffect, useRef } from 'react';
import type { Painter } from './draw-timeline';
import { useDevicePixelRatio } from '@/components/ui/use-device-pixel-ratio';
import { readColors } from './timeline-colors';
import styles from './timeline-canvas.module.css';
import { useThemeVersion } from './use-theme-version';

/** Chrome and Safari draw nothing on a canvas with a longer side. */
const MAX_CANVAS_DEVICE_PX = 16_384;

/** A canvas of so many CSS pixels that shows what its painter draws, sharp on every screen. */
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
  const screenRatio = useDevicePixelRatio();
  const ratio = Math.min(screenRatio, MAX_CANVAS_DEVICE_PX / Math.max(1, widthPx, heightPx));

  // The canvas: its pixels are the browser's, and are painted anew whenever anything of it changes.
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)];
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, widthPx, heightPx);
    paint(context, { widthPx, heightPx }, readColors(element));
  }, [widthPx, heightPx, ratio, paint, theme]);

  return (
    <canvas
      ref={canvas}
      className={styles['canvas']}
      style={{ width: widthPx, height: heightPx }}
      aria-hidden="true"
    />
  );
}
