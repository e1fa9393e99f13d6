import type { Page } from 'playwright';
import { latencyOf, type Latency } from '../measure';

/** Between the frames a page painted, ms. */
export type FrameGaps = Latency;

declare global {
  interface Window {
    causewayFrames?: { gaps: number[]; isRunning: boolean };
  }
}

/** Runs `work` and measures the time between the page's frames in the meantime. */
export async function watchFrames(page: Page, work: () => Promise<void>): Promise<FrameGaps> {
  await page.evaluate(() => {
    const frames = { gaps: [] as number[], isRunning: true };
    window.causewayFrames = frames;
    let before: number | undefined;
    const tick = (now: number): void => {
      if (before !== undefined) frames.gaps.push(now - before);
      before = now;
      if (frames.isRunning) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await work();
  const gaps = await page.evaluate(() => {
    const frames = window.causewayFrames;
    if (frames === undefined) return [];
    frames.isRunning = false;
    return frames.gaps;
  });
  return latencyOf(gaps);
}
