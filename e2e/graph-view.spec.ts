import type { Page } from 'playwright/test';
import { tellMarketStory } from '../lib/testing/market-story';
import { expect, MARKET_STORY_ID, test } from './support/test';

const STORY = [...tellMarketStory()];
const effectsOf = (id: string) => STORY.filter(({ caused_by }) => caused_by?.includes(id) === true);
const most = (count: (id: string) => number) =>
  STORY.reduce((best, { event_id }) => (count(event_id) > count(best) ? event_id : best), '');

const MOST_CAUSES = STORY.reduce((best, event) =>
  (event.caused_by?.length ?? 0) > (best.caused_by?.length ?? 0) ? event : best,
).event_id;
const effectCounts = new Map<string, number>();
for (const { caused_by } of STORY) {
  for (const cause of caused_by ?? []) effectCounts.set(cause, (effectCounts.get(cause) ?? 0) + 1);
}
const MOST_EFFECTS = most((id) => effectCounts.get(id) ?? 0);
const HIGHEST_PRICE = STORY.find(
  ({ turn_number, description }) => turn_number === 28 && description?.startsWith('Grain price:'),
)?.event_id;

interface SeenCard {
  readonly column: number;
  readonly events: number;
  readonly isWhole: boolean;
  readonly textPx: number;
}

/** The cards that are drawn: their columns from the selected one, how many events they show, and the size of their text. */
async function seenCards(page: Page): Promise<readonly SeenCard[]> {
  return page.getByRole('group', { name: 'Graph of causes and effects' }).evaluate((surface) => {
    const room = surface.getBoundingClientRect();
    const cards = [...surface.querySelectorAll('[data-node-id]')];
    const selected = cards.find((card) => card.getAttribute('aria-current') === 'true');
    const frameOf = (card: Element | undefined) =>
      card?.querySelector('rect:last-of-type')?.getBoundingClientRect() ?? new DOMRect();
    const from = frameOf(selected);
    return cards.map((card) => {
      const box = frameOf(card);
      const [text] = [...card.querySelectorAll('text')];
      const size = text === undefined ? 0 : parseFloat(getComputedStyle(text).fontSize);
      const count = /(\d+) (?:alike|events)/.exec(card.textContent)?.[1];
      return {
        column: Math.round((box.x - from.x) / (from.width * 1.15)),
        events: count === undefined ? 1 : Number(count),
        isWhole:
          box.left >= room.left &&
          box.right <= room.right &&
          box.top >= room.top &&
          box.bottom <= room.bottom,
        textPx: (size * box.width) / 204,
      };
    });
  });
}

async function openGraph(page: Page, eventId: string, query = ''): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/view/${MARKET_STORY_ID}?tab=causality&event=${eventId}${query}`);
  await expect(page.locator(`[data-node-id="${eventId}"]`)).toBeVisible({ timeout: 20_000 });
  // The list above takes height from the graph.
  const causes = page.getByRole('region', { name: 'Likely causes' });
  await expect(causes.getByText(/ upstream|No unusual cause/)).toBeAttached();
}

const eventsIn = (cards: readonly SeenCard[], column: number) =>
  cards
    .filter((card) => card.column === column && card.isWhole)
    .reduce((sum, { events }) => sum + events, 0);

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
]) {
  test.describe(`at ${String(viewport.width)} by ${String(viewport.height)}`, () => {
    test.use({ viewport });

    test('the first view has all direct causes and effects, legible', async ({ page }) => {
      for (const id of [HIGHEST_PRICE ?? '?', MOST_CAUSES, MOST_EFFECTS]) {
        await openGraph(page, id);
        const causes = STORY.find(({ event_id }) => event_id === id)?.caused_by ?? [];
        const known = causes.filter((cause) => STORY.some(({ event_id }) => event_id === cause));
        await expect
          .poll(async () => {
            const cards = await seenCards(page);
            return [eventsIn(cards, -1), eventsIn(cards, 1)];
          })
          .toEqual([known.length, effectsOf(id).length]);
        for (const { textPx } of await seenCards(page)) expect(textPx).toBeGreaterThan(9.6);
      }
    });

    test('Fit shows all events as cards with words, and Near returns', async ({ page }) => {
      await openGraph(page, MOST_CAUSES, '&depth=20');
      const pane = page.getByRole('region', { name: 'Causality' });
      await pane.getByRole('button', { name: 'Fit' }).click();
      await expect(pane.getByRole('button', { name: 'Near' })).toBeVisible();
      const count = Number(
        /nearest ([\d,]+) events/.exec(
          (await pane.getByRole('status').first().textContent()) ?? '',
        )?.[1],
      );
      await expect
        .poll(async () => (await seenCards(page)).reduce((sum, { events }) => sum + events, 0))
        // Causes that are not in the files are counted in their groups.
        .toBeGreaterThanOrEqual(count);
      await expect
        .poll(async () => (await seenCards(page)).every(({ isWhole }) => isWhole))
        .toBe(true);
      for (const { textPx } of await seenCards(page)) expect(textPx).toBeGreaterThan(9.6);

      // A card of many opens into its parts.
      const many = pane.getByRole('button', { name: /several types|\d\d+ events/ }).first();
      const before = (await seenCards(page)).length;
      await many.click();
      await expect.poll(async () => (await seenCards(page)).length).toBeGreaterThan(before);
      await pane.getByRole('button', { name: 'Near' }).click();
      await expect(pane.getByRole('button', { name: 'Near' })).toHaveCount(0);
      await expect
        .poll(async () => eventsIn(await seenCards(page), 1))
        .toBe(effectsOf(MOST_CAUSES).length);
    });

    test('no button and no map lies over the graph', async ({ page }) => {
      await openGraph(page, MOST_CAUSES);
      const surface = page.getByRole('group', { name: 'Graph of causes and effects' });
      const bottom = await surface.evaluate((element) => element.getBoundingClientRect().bottom);
      for (const other of [
        page.locator('[data-minimap]'),
        page.getByRole('group', { name: 'Zoom' }).last(),
        page.getByRole('list', { name: 'Links by kind' }),
      ]) {
        const box = await other.boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(bottom);
      }
    });
  });
}
