import type { Locator, Page } from 'playwright';

/** How long it took from asking for the page, ms. */
export interface Opening {
  /** Until the first rows were painted. */
  readonly rowsMs: number;
  /** Until the table could be used, and said how many events there are. */
  readonly readyMs: number;
}

/** The explorer of one simulation, driven as a hand does. */
export interface DrivenExplorer {
  readonly grid: Locator;
  open(url: string): Promise<Opening>;
  /** Turns the wheel over the table, notch by notch, as fast as frames come. */
  wheel(notches: number): Promise<void>;
  /** Drags the scroll bar from where it is to a share of its height. */
  drag(share: number): Promise<void>;
  /** Presses a key over and over, as one does that is held down. */
  hold(target: Locator, key: string, times: number): Promise<void>;
  /** Checks a value of a facet; how long until its rows are painted, ms. */
  filter(name: RegExp): Promise<number>;
}

const WAIT_MS = 30_000;
const DRAG_FRAMES = 60;

export function driveExplorer(page: Page): DrivenExplorer {
  const grid = page.getByRole('grid', { name: 'Events' });
  const readout = page.getByText(/^rows? [\d,–]+ of [\d,]+$/);
  return {
    grid,
    async open(url) {
      const start = performance.now();
      await page.goto(url, { waitUntil: 'commit' });
      await page.locator('[role="gridcell"][title]').first().waitFor({ timeout: WAIT_MS });
      await painted(page);
      const rowsMs = performance.now() - start;
      await readout.waitFor({ timeout: WAIT_MS });
      await painted(page);
      return { rowsMs, readyMs: performance.now() - start };
    },
    async wheel(notches) {
      await grid.hover();
      for (let notch = 0; notch < notches; notch++) await page.mouse.wheel(0, 120);
    },
    drag: (share) =>
      grid.evaluate(
        async (element, { to, frames }) => {
          const scroller = [element, ...element.querySelectorAll('*')].find(
            (candidate) => candidate.scrollHeight > candidate.clientHeight + 100,
          );
          if (scroller === undefined) throw new Error('nothing scrolls');
          const from = scroller.scrollTop;
          const way = (scroller.scrollHeight - scroller.clientHeight) * to - from;
          for (let frame = 1; frame <= frames; frame++) {
            await new Promise(requestAnimationFrame);
            scroller.scrollTop = from + (way * frame) / frames;
          }
        },
        { to: share, frames: DRAG_FRAMES },
      ),
    async hold(target, key, times) {
      for (let time = 0; time < times; time++) await target.press(key);
    },
    async filter(name) {
      const before = await readout.textContent();
      const box = page
        .getByRole('complementary', { name: 'Filters' })
        .getByRole('checkbox', { name });
      await box.waitFor();
      return box.evaluate(
        (element, { shown, waitMs }) =>
          new Promise<number>((resolve, reject) => {
            const start = performance.now();
            const look = (): void => {
              const text = [...document.querySelectorAll('span')].find(({ textContent }) =>
                /^rows? [\d,–]+ of [\d,]+$/.test(textContent),
              )?.textContent;
              const hasRow = document.querySelector('[role="gridcell"][title]') !== null;
              if (text !== undefined && text !== shown && hasRow) {
                resolve(performance.now() - start);
              } else if (performance.now() - start > waitMs) {
                reject(new Error(`the rows of the filter did not come; ${String(text)}`));
              } else {
                requestAnimationFrame(look);
              }
            };
            if (!(element instanceof HTMLElement)) throw new TypeError('no element to click');
            element.click();
            requestAnimationFrame(look);
          }),
        { shown: before, waitMs: WAIT_MS },
      );
    },
  };
}

/** Resolves when the last render is on the screen. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve, 0));
      }),
  );
}
