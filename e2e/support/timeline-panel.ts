import type { Locator, Page } from 'playwright/test';

/** The timeline of the explorer as a person sees it. */
export class TimelinePanel {
  readonly page: Page;
  readonly panel: Locator;
  /** The element in which the keyboard's cursor moves. */
  readonly plot: Locator;
  /** Which part of the axis is in view. */
  readonly readout: Locator;
  readonly tooltip: Locator;
  readonly findLane: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Timeline' });
    this.plot = this.panel.getByRole('application', { name: /^Timeline plot/ });
    this.readout = this.panel.locator('[data-timeline-view]');
    this.tooltip = page.locator('[data-timeline-tooltip]');
    this.findLane = this.panel.getByRole('searchbox', { name: 'Find a lane' });
  }

  axis(name: string): Locator {
    return this.panel
      .getByRole('group', { name: 'Axis' })
      .getByRole('button', { name, exact: true });
  }

  /** The names of lanes that are in view, from top to bottom. */
  lanes(list: 'Lanes' | 'Pinned lanes' = 'Lanes'): Locator {
    return this.panel.getByRole('list', { name: list, exact: true }).getByRole('listitem');
  }

  /** The span of the address; `null` when all is in view. */
  span(): readonly [from: number, to: number] | null {
    const text = new URL(this.page.url()).searchParams.get('span');
    const [from = NaN, to = NaN] = (text ?? '').split('_').map(Number);
    return text === null ? null : [from, to];
  }

  /** A point of the density, at a share of the plot's width. */
  async densityPoint(share: number): Promise<{ readonly x: number; readonly y: number }> {
    const canvas = await this.panel.locator('canvas').first().boundingBox();
    if (canvas === null) throw new Error('the density is not drawn');
    return { x: canvas.x + canvas.width * share, y: canvas.y + canvas.height / 2 };
  }

  /** A point of a lane, at a share of the plot's width. */
  async lanePoint(
    lane: string,
    share: number,
  ): Promise<{ readonly x: number; readonly y: number }> {
    const { x } = await this.densityPoint(share);
    const box = await this.panel
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: `Pin ${lane}`, exact: true }) })
      .boundingBox();
    if (box === null) throw new Error(`the lane of ${lane} is not in view`);
    return { x, y: box.y + box.height / 2 };
  }

  /** Whether a point of the lanes is drawn in the colour of failures. */
  async isRed(at: { readonly x: number; readonly y: number }): Promise<boolean> {
    const [r, g, b] = await this.#colorAt(at);
    return r > 150 && g < 110 && b < 110;
  }

  /** Whether a point of the lanes is drawn in the accent colour, as the line of a chain is. */
  async isAccent(at: { readonly x: number; readonly y: number }): Promise<boolean> {
    const [r, , b] = await this.#colorAt(at);
    return r < 90 && b > 195;
  }

  /** Black where nothing is drawn. */
  async #colorAt({
    x,
    y,
  }: {
    readonly x: number;
    readonly y: number;
  }): Promise<readonly [r: number, g: number, b: number]> {
    return this.panel
      .locator('canvas')
      .last()
      .evaluate(
        (canvas: HTMLCanvasElement, at) => {
          const box = canvas.getBoundingClientRect();
          const scale = canvas.width / box.width;
          const [left, top] = [(at.x - box.x) * scale, (at.y - box.y) * scale];
          const pixel = canvas.getContext('2d')?.getImageData(left, top, 1, 1).data;
          const [r = 0, g = 0, b = 0, opacity = 0] = pixel ?? [];
          return opacity > 0 ? [r, g, b] : [0, 0, 0];
        },
        { x, y },
      );
  }

  /** Presses at a share of the density's width and lets go at another. */
  async brush(from: number, to: number): Promise<void> {
    const [start, end] = [await this.densityPoint(from), await this.densityPoint(to)];
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move((start.x + end.x) / 2, end.y, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 4 });
    await this.page.mouse.up();
  }
}
