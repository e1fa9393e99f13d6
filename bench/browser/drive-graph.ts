import type { Locator, Page } from 'playwright';

/** The graph of causes and effects of one event, driven as a hand does. */
export interface DrivenGraph {
  /** Requests the causes and effects of an event up to a number of links away; resolves when they are painted. */
  open(simulationUrl: string, eventId: string, depth: number): Promise<void>;
  /** How many cards there are to be seen. */
  countCards(): Promise<number>;
  /** Brings all of it into view. */
  fit(): Promise<void>;
  /** Drags it to the left and back again. */
  drag(): Promise<void>;
  /** Turns the wheel over its middle, notch by notch: in, and out again, or the other way round. */
  wheel(first: 'in' | 'out'): Promise<void>;
  /** Presses a card next to the selected one; how long until the graph is painted around it, ms. */
  recentre(): Promise<number>;
}

const WAIT_MS = 30_000;
const MOVE_MS = 400;
const DRAG_STEPS = 60;
const DRAG_STEP_PX = 6;
const NOTCHES = 60;
const NOTCH_PX = 30;
const FRAME_MS = 1000 / 60;

export function driveGraph(page: Page): DrivenGraph {
  const pane = page.getByRole('region', { name: 'Causality' });
  const graph = pane.getByRole('group', { name: 'Graph of causes and effects' });
  const selected = graph.locator('[aria-current="true"]');
  return {
    async open(simulationUrl, eventId, depth) {
      const query = new URLSearchParams({
        tab: 'causality',
        event: eventId,
        depth: String(depth),
      });
      await page.goto(`${simulationUrl}?${query.toString()}`);
      await selected.waitFor({ timeout: WAIT_MS });
      await page.waitForTimeout(MOVE_MS);
    },
    countCards: () => graph.getByRole('button').count(),
    async fit() {
      await pane.getByRole('button', { name: 'Fit', exact: true }).click();
      await page.waitForTimeout(MOVE_MS);
    },
    async drag() {
      const { x, y } = await middleOf(graph);
      await page.mouse.move(x, y);
      await page.mouse.down();
      await eachFrame(2 * DRAG_STEPS, (step) => {
        const way = DRAG_STEPS - Math.abs(DRAG_STEPS - step);
        return page.mouse.move(x - way * DRAG_STEP_PX, y - (way * DRAG_STEP_PX) / 4);
      });
      await page.mouse.up();
    },
    async wheel(first) {
      const { x, y } = await middleOf(graph);
      await page.mouse.move(x, y);
      const notch = first === 'in' ? -NOTCH_PX : NOTCH_PX;
      await eachFrame(2 * NOTCHES, (turned) =>
        page.mouse.wheel(0, turned < NOTCHES ? notch : -notch),
      );
    },
    async recentre() {
      const next = await graph.evaluate(nearestCard);
      if (next === undefined) throw new Error('there is no card to press');
      const painted = page.evaluate(untilCentre, { id: next.id, waitMs: WAIT_MS });
      await page.mouse.click(next.x, next.y);
      const ms = await painted;
      await page.waitForTimeout(MOVE_MS);
      return ms;
    },
  };
}

/** The card nearest to the selected one that a pointer reaches, and a place on it. */
function nearestCard(
  graph: Element,
): { readonly id: string; readonly x: number; readonly y: number } | undefined {
  const places = [...graph.querySelectorAll('[data-node-id]:not([aria-disabled])')].map((card) => {
    const { x, y, width, height } = card.getBoundingClientRect();
    return { card, x: x + width / 2, y: y + height / 2 };
  });
  const selected = places.find(({ card }) => card.hasAttribute('aria-current'));
  if (selected === undefined) return undefined;
  const distance = (place: { x: number; y: number }): number =>
    Math.hypot(place.x - selected.x, place.y - selected.y);
  const { card, x, y } =
    places
      .filter(
        (place) =>
          place !== selected &&
          // Groups, whose ids are lists, open where they are.
          !place.card.getAttribute('data-node-id')?.startsWith('[') &&
          document.elementFromPoint(place.x, place.y)?.closest('[data-node-id]') === place.card,
      )
      .sort((a, b) => distance(a) - distance(b))[0] ?? selected;
  return card === selected.card ? undefined : { id: card.getAttribute('data-node-id') ?? '', x, y };
}

/** Resolves once the card is painted as the centre of the graph: how long that took from the press, ms. */
function untilCentre({ id, waitMs }: { id: string; waitMs: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    let pressed = begun;
    const onPress = (): void => {
      pressed = performance.now();
    };
    addEventListener('pointerdown', onPress, { once: true, capture: true });
    const look = (): void => {
      const card = document.querySelector(
        `[data-node-id="${CSS.escape(id)}"][aria-current="true"]`,
      );
      // The centre's left edge is where a graph's pixels begin.
      if (card?.getAttribute('transform')?.startsWith('translate(0,') === true) {
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed), 0));
      } else if (performance.now() - begun > waitMs) {
        reject(new Error(`the graph did not come to stand around ${id}`));
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Does something as often as frames should come, whether they do or not. */
async function eachFrame(times: number, act: (time: number) => Promise<void>): Promise<void> {
  const acts: Promise<void>[] = [];
  for (let time = 0; time < times; time++) {
    acts.push(act(time));
    await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
  }
  await Promise.all(acts);
}

async function middleOf(graph: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await graph.boundingBox();
  if (box === null) throw new Error('the graph is not to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
