import { expect, type Locator, type Page } from 'playwright/test';

/** The explorer as a person sees it. */
export class ExplorerPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly inspector: Locator;
  readonly filters: Locator;
  readonly readout: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Events' });
    this.inspector = page.getByRole('complementary', { name: 'Selected event' });
    this.filters = page.getByRole('complementary', { name: 'Filters' });
    this.readout = page.getByText(/^rows? [\d,–]+ of [\d,]+$/);
  }

  async open(simulationId: string, query = ''): Promise<void> {
    await this.page.goto(`/view/${simulationId}${query}`);
    // Placeholder rows are drawn first. The readout appears together with the first loaded rows.
    await expect(this.readout).toBeVisible();
  }

  /** The rows of events that are drawn, without the header. */
  rows(): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByRole('gridcell') });
  }

  row(text: string | RegExp): Locator {
    return this.rows().filter({ hasText: text });
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** Scrolls the table as a drag of its scrollbar does, to a share of its height. */
  async scrollTo(share: number): Promise<void> {
    await this.grid.evaluate((grid, at) => {
      const scroller = [grid, ...grid.querySelectorAll('*')].find(
        (element) => element.scrollHeight > element.clientHeight + 100,
      );
      if (scroller === undefined) throw new Error('nothing scrolls');
      scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * at;
    }, share);
  }
}
