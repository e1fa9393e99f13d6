import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tellMarketStory } from '../lib/testing/market-story';
import { expectNoAxeViolations } from './support/axe';
import { ExplorerPage } from './support/explorer-page';
import { eventOutcome } from '../lib/events/event-outcome';
import { readEvent, type StoredEvent } from '../lib/events/read-event';
import type { SimulationEvent } from '../lib/events/simulation-event';
import { expect, MARKET_STORY_ID, test } from './support/test';
import { TimelinePanel } from './support/timeline-panel';

const STORY = [...tellMarketStory()];
const TURNS = 41;

function countOf(turn: number, agent?: string): number {
  return STORY.filter(
    (event) =>
      event.turn_number === turn && (agent === undefined || (event.agent_id ?? 'world') === agent),
  ).length;
}

function storedOf(event: SimulationEvent): StoredEvent {
  const read = readEvent(event);
  if (read.event === undefined) throw new Error('not an event');
  return read.event;
}

/** The middle of a turn, as a share of all of them. */
const middleOf = (turn: number) => (turn + 0.5) / TURNS;

test('a brush over the density filters the table, its edges move, and it is cleared', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  const timeline = new TimelinePanel(page);
  await explorer.open(MARKET_STORY_ID);
  await timeline.brush(middleOf(10), middleOf(12));
  const between = (first: number, last: number) =>
    STORY.filter(({ turn_number }) => turn_number >= first && turn_number <= last).length;
  await expect(explorer.readout).toHaveText(
    new RegExp(` of ${between(10, 12).toLocaleString('en')}$`),
  );
  await expect(page).toHaveURL(/turn_start=10&turn_end=12/);

  const end = timeline.panel.getByRole('slider', { name: 'End of the range' });
  await end.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/turn_start=10&turn_end=13/);
  await expect(explorer.readout).toHaveText(
    new RegExp(` of ${between(10, 13).toLocaleString('en')}$`),
  );

  const box = await timeline.panel
    .getByRole('slider', { name: 'Start of the range' })
    .boundingBox();
  const target = await timeline.densityPoint(middleOf(5));
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, target.y);
  await page.mouse.down();
  await page.mouse.move(target.x, target.y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/turn_start=5&turn_end=13/);

  await timeline.panel.getByRole('slider', { name: 'Start of the range' }).focus();
  await page.keyboard.press('Escape');
  await expect(explorer.readout).toHaveText(/ of 5,017$/);
  expect(new URL(page.url()).search).not.toContain('turn_');

  await timeline.brush(middleOf(3), middleOf(3) + 0.005);
  await expect(explorer.readout).toHaveText(new RegExp(` of ${String(countOf(3))}$`));
  await timeline.panel.getByRole('button', { name: /^Clear the range/ }).click();
  await expect(explorer.readout).toHaveText(/ of 5,017$/);
});

test('a brush that is given up with Escape filters nothing', async ({ page }) => {
  const explorer = new ExplorerPage(page);
  const timeline = new TimelinePanel(page);
  await explorer.open(MARKET_STORY_ID, '?turn_start=3&turn_end=20');
  await timeline.panel.getByRole('slider', { name: 'End of the range' }).focus();
  const [start, end] = [await timeline.densityPoint(0.6), await timeline.densityPoint(0.8)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page).toHaveURL(/turn_start=3&turn_end=20/);
});

test('wheel, drag and keys zoom and pan; the address has the view, and Back returns to it', async ({
  page,
}) => {
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open(MARKET_STORY_ID);
  await expect(timeline.readout).toHaveText('turns 0–40');

  // Ctrl and the wheel: the place under the pointer stays there.
  const spot = await timeline.lanePoint('mira_bank', 0.75);
  await page.mouse.move(spot.x, spot.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  const width = () => {
    const [start = 0, end = TURNS] = timeline.span() ?? [];
    return end - start;
  };
  await expect.poll(width).toBeLessThan(TURNS * 0.6);
  const [from = 0, to = 0] = timeline.span() ?? [];
  expect(from + 0.75 * (to - from)).toBeCloseTo(0.75 * TURNS, 1);

  // One burst of movements is one step back.
  await page.goBack();
  await expect.poll(() => timeline.span()).toBeNull();
  await expect(timeline.readout).toHaveText('turns 0–40');
  await page.goForward();
  await expect.poll(() => timeline.span()).not.toBeNull();

  // Sideways, it pans.
  await page.mouse.wheel(-200, 0);
  await expect.poll(() => timeline.span()?.[0]).toBeLessThan(from);
  const [panned = 0, pannedTo = 0] = timeline.span() ?? [];
  expect(pannedTo - panned).toBeCloseTo(to - from, 3);

  // So does dragging.
  await page.mouse.down();
  await page.mouse.move(spot.x - 150, spot.y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => timeline.span()?.[0]).toBeGreaterThan(panned);

  // Keys.
  const before = width();
  await page.keyboard.press('w');
  await expect.poll(width).toBeLessThan(before);
  const left = timeline.span()?.[0] ?? 0;
  await page.keyboard.press('d');
  await expect.poll(() => timeline.span()?.[0]).toBeGreaterThan(left);
  const right = timeline.span()?.[0] ?? 0;
  await page.keyboard.press('a');
  await expect.poll(() => timeline.span()?.[0]).toBeLessThan(right);
  const narrow = width();
  await page.keyboard.press('s');
  await expect.poll(width).toBeGreaterThan(narrow);
  await page.keyboard.press('f');
  await expect.poll(() => timeline.span()).toBeNull();
  await expect(timeline.readout).toHaveText('turns 0–40');

  // A letter that is typed is a letter.
  await timeline.findLane.fill('');
  await timeline.findLane.pressSequentially('w');
  await expect(timeline.findLane).toHaveValue('w');
  await expect(timeline.readout).toHaveText('turns 0–40');
});

test('nothing is drawn and nothing zooms before the plot is measured', async ({ page }) => {
  // The browser measures late: on request.
  await page.addInitScript(() => {
    const Measuring = window.ResizeObserver;
    const waiting: (() => void)[] = [];
    let isHeld = true;
    window.ResizeObserver = class extends Measuring {
      constructor(report: ResizeObserverCallback) {
        super((entries, observer) => {
          if (isHeld) waiting.push(() => report(entries, observer));
          else report(entries, observer);
        });
      }
    };
    window.addEventListener('measure', () => {
      isHeld = false;
      for (const report of waiting.splice(0)) report();
    });
  });
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open(MARKET_STORY_ID);
  await expect(timeline.readout).toHaveText('turns 0–40');
  await expect(timeline.panel.locator('canvas')).toHaveCount(0);
  const plot = await timeline.plot.boundingBox();
  await page.mouse.move((plot?.x ?? 0) + 600, (plot?.y ?? 0) + 20);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');

  await page.evaluate(() => window.dispatchEvent(new Event('measure')));
  await expect(timeline.panel.locator('canvas').first()).toBeVisible();
  await expect(timeline.readout).toHaveText('turns 0–40');
  const spot = await timeline.lanePoint('mira_bank', 0.75);
  await page.mouse.move(spot.x, spot.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(() => timeline.span()).not.toBeNull();
  const [from = 0, to = 0] = timeline.span() ?? [];
  expect(from + 0.75 * (to - from)).toBeCloseTo(0.75 * TURNS, 1);
});

test('a wheel over the names of lanes zooms about the left edge', async ({ page }) => {
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open(MARKET_STORY_ID, '?span=20_30');
  const { x, y } = await timeline.lanePoint('mira_bank', 0);
  await page.mouse.move(x - 60, y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(() => timeline.span()?.[1]).toBeLessThan(29);
  expect(timeline.span()?.[0]).toBeCloseTo(20, 3);
});

test('a single event is selected by a click on its mark, with its causes and effects', async ({
  page,
}) => {
  const explorer = new ExplorerPage(page);
  const timeline = new TimelinePanel(page);
  await explorer.open(MARKET_STORY_ID, '?span=0_1');
  // Turn 0 has one event: it is in the middle of its turn.
  expect(countOf(0)).toBe(1);
  const [first] = STORY;
  const spot = await timeline.lanePoint('world', 0.5);
  await page.mouse.move(spot.x, spot.y);
  await expect(timeline.tooltip).toContainText(first?.description ?? '?');
  await page.mouse.click(spot.x, spot.y);
  await expect(explorer.inspector).toContainText(first?.event_id ?? '?');

  // The cursor of the keyboard walks from event to event.
  await page.goto(`/view/${MARKET_STORY_ID}?span=30_31`);
  await expect(explorer.readout).toBeVisible();
  const ofLane = STORY.filter(
    ({ turn_number, agent_id }) => turn_number === 30 && agent_id === 'vale_council',
  );
  await timeline.findLane.fill('vale');
  await timeline.findLane.press('Enter');
  await expect(timeline.plot).toBeFocused();
  await expect(timeline.tooltip).toContainText('vale_council');
  await page.keyboard.press('ArrowLeft');
  const status = timeline.panel.getByRole('status');
  await expect(status).toHaveText(/^turn 30, 2026-10-04 [\d:.]+ UTC, vale_council: /);
  const told = (await status.textContent()) ?? '';
  const event = ofLane.find(({ description }) => told.endsWith(description ?? '?'));
  await page.keyboard.press('Enter');
  await expect(explorer.inspector).toContainText(event?.event_id ?? '?');

  const causes = STORY.filter(({ event_id }) => event?.caused_by?.includes(event_id) === true);
  const effects = STORY.filter(({ caused_by }) => caused_by?.includes(event?.event_id ?? '?'));
  const links = timeline.panel.getByRole('list', {
    name: 'Causes and effects of the selected event',
  });
  await expect(links.getByRole('listitem').filter({ hasText: /^Cause:/ })).toHaveCount(
    causes.length,
  );
  await expect(links.getByRole('listitem').filter({ hasText: /^Effect:/ })).toHaveCount(
    effects.length,
  );
  expect(causes.length + effects.length).toBeGreaterThan(0);
});

test('the axis is turns, time, or time with folded gaps, each labelled with its length', async ({
  page,
  outputRoot,
}) => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 9, 4, 14, 0, seconds)).toISOString();
  const rest = 6 * 3600 + 12 * 60;
  const times = [...Array.from({ length: 60 }, (_, i) => i)].flatMap((i) => [i, i + 59 + rest]);
  const lines = times
    .toSorted((a, b) => a - b)
    .map((seconds, i) =>
      JSON.stringify({
        event_id: `idle-${String(i).padStart(3, '0')}`,
        timestamp: at(seconds),
        turn_number: Math.floor(i / 10),
        event_type: 'ACTION',
        simulation_id: 'idle',
        agent_id: i % 2 === 0 ? 'ada' : 'ben',
      }),
    );
  const folder = path.join(outputRoot, 'idle');
  await mkdir(folder);
  await writeFile(path.join(folder, 'events.jsonl'), `${lines.join('\n')}\n`);
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open('idle', '?span=0_6');

  await timeline.axis('time').click();
  await expect(page).toHaveURL(/axis=time/);
  await expect(timeline.axis('time')).toHaveAttribute('aria-pressed', 'true');
  // The view stays the same: the first six turns are the first minute.
  await expect(timeline.readout).toHaveText('14:00:00–14:00:59 UTC');
  await page.keyboard.press('f');
  await expect.poll(() => timeline.span()).toBeNull();
  await expect(timeline.readout).toHaveText(/^13:58:\d\d–20:15:\d\d UTC$/);

  await timeline.axis('time, gaps folded').click();
  await expect(page).toHaveURL(/axis=folded/);
  await expect(timeline.panel.getByText('6 h 12 min')).toBeVisible();
  // Either half is a minute; the fold is narrow.
  const spot = await timeline.lanePoint('ada', 0.25);
  await page.mouse.move(spot.x, spot.y);
  await expect(timeline.tooltip).toContainText('14:00:');
  await page.mouse.move(spot.x * 3 - 2 * (await timeline.densityPoint(0)).x, spot.y);
  await expect(timeline.tooltip).toContainText('20:13:');

  await page.goBack();
  await expect(timeline.axis('time')).toHaveAttribute('aria-pressed', 'true');
  // The requests of an open page would get 404.
  await page.close();
  await rm(folder, { recursive: true });
});

test('lanes are found by name, and pinned ones stay on top', async ({ page }) => {
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open(MARKET_STORY_ID);
  await expect(timeline.lanes().first()).toHaveText('world');
  await timeline.findLane.fill('TARN');
  await expect(timeline.lanes()).toHaveText(['tarn_mill']);
  await timeline.panel.getByRole('button', { name: 'Pin tarn_mill' }).click();
  await expect(timeline.lanes('Pinned lanes')).toHaveText(['tarn_mill']);
  await timeline.findLane.press('Escape');
  await expect(timeline.lanes().first()).toHaveText('world');
  await expect(timeline.lanes().filter({ hasText: 'tarn_mill' })).toHaveCount(0);

  await page.reload();
  await expect(timeline.lanes('Pinned lanes')).toHaveText(['tarn_mill']);
  const pin = timeline.panel.getByRole('button', { name: 'Pin tarn_mill' });
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  // By keyboard it is the lane of the plot's cursor.
  await timeline.plot.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('p');
  await expect(timeline.lanes('Pinned lanes')).toHaveCount(0);
});

test('hovering and the cursor of the keyboard show exact numbers', async ({ page }) => {
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open(MARKET_STORY_ID);
  const spot = await timeline.densityPoint(middleOf(33));
  await page.mouse.move(spot.x, spot.y);
  await expect(timeline.tooltip).toContainText('turn 33');
  await expect(timeline.tooltip).toContainText(`total${countOf(33).toLocaleString('en')}`);
  const size = await timeline.tooltip.boundingBox();

  const lane = await timeline.lanePoint('tarn_mill', middleOf(12));
  await page.mouse.move(lane.x, lane.y);
  await expect(timeline.tooltip).toContainText('tarn_mill');
  await expect(timeline.tooltip).toContainText(`total${countOf(12, 'tarn_mill')}`);
  const later = await timeline.tooltip.boundingBox();
  expect([later?.width, later?.height]).toEqual([size?.width, size?.height]);

  await timeline.plot.focus();
  await page.mouse.move(0, 0);
  await page.keyboard.press('ArrowRight');
  const status = timeline.panel.getByRole('status');
  await expect(status).toHaveText(new RegExp(`^turn 20: ${String(countOf(20))} events, `));
  await page.keyboard.press('ArrowRight');
  await expect(status).toHaveText(new RegExp(`^turn 21: ${String(countOf(21))} events, `));
  await page.keyboard.press('ArrowDown');
  await expect(status).toHaveText(
    new RegExp(`^turn 21, world: ${String(countOf(21, 'world'))} events, `),
  );
  await page.keyboard.press('Escape');
  await expect(timeline.tooltip).toHaveCount(0);
});

test('failures are red crosses on their lanes, counted in the tooltip, and follow the filter', async ({
  page,
}) => {
  const failures = STORY.filter(
    (event) => event.agent_id === 'juno_trader' && eventOutcome(storedOf(event)) === 'failed',
  );
  const [first] = failures;
  const ofTurn = failures.filter(({ turn_number }) => turn_number === first?.turn_number).length;
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open(MARKET_STORY_ID);
  const at = middleOf(first?.turn_number ?? 0);
  const spot = await timeline.lanePoint('juno_trader', at);
  const mark = { x: spot.x, y: spot.y - 4 };
  await expect.poll(() => timeline.isRed(mark)).toBe(true);
  const [, elsewhere] = [0, 1, 2, 3, 4].map((turn) => middleOf(turn));
  const none = await timeline.lanePoint('juno_trader', elsewhere ?? 0);
  expect(await timeline.isRed({ x: none.x, y: none.y - 4 })).toBe(false);

  await page.mouse.move(spot.x, spot.y);
  await expect(timeline.tooltip).toContainText(`failed${String(ofTurn)}`);

  // Without failures in the filter there are no crosses.
  await page.goto(`/view/${MARKET_STORY_ID}?outcomes=ok`);
  await expect(timeline.lanes().first()).toBeVisible();
  await expect.poll(() => timeline.isRed(mark)).toBe(false);
});

test('the chain of a link is a line on the lanes, on every axis and in part, until it is ended', async ({
  page,
}) => {
  const eventOf = (turn: number) =>
    STORY.find(({ agent_id, turn_number }) => agent_id === 'juno_trader' && turn_number === turn);
  const [cause, effect] = [eventOf(10), eventOf(20)];
  const chain = `chain=${cause?.event_id ?? ''}&chain=${effect?.event_id ?? ''}`;
  const timeline = new TimelinePanel(page);
  const isLineAt = async (lane: string, share: number) =>
    timeline.isAccent(await timeline.lanePoint(lane, share));
  const markers = timeline.panel.getByRole('list', { name: 'Markers' });
  await new ExplorerPage(page).open(MARKET_STORY_ID, `?${chain}`);
  await expect(markers).toContainText('likely cause to effect');
  expect(await isLineAt('juno_trader', middleOf(15))).toBe(true);
  expect(await isLineAt('juno_trader', middleOf(25))).toBe(false);
  expect(await isLineAt('mira_bank', middleOf(15))).toBe(false);
  const words = timeline.panel.getByRole('list', { name: 'From the likely cause to the effect' });
  await expect(words.getByRole('listitem').first()).toContainText('in turn 10, juno_trader:');
  await expect(words.getByRole('listitem').last()).toContainText('in turn 20, juno_trader:');
  for (const turn of ['10', '20']) {
    await expect(timeline.panel.getByText(turn, { exact: true })).toHaveCSS('font-weight', '600');
  }
  await expectNoAxeViolations(page, { within: 'section[aria-label="Timeline"]' });

  for (const name of ['time', 'time, gaps folded']) {
    await timeline.axis(name).click();
    await expect(timeline.panel.getByText('turn 20', { exact: true })).toHaveCSS(
      'font-weight',
      '600',
    );
  }
  // The view begins after the cause and ends before the effect.
  await page.goto(`/view/${MARKET_STORY_ID}?${chain}&span=12_18`);
  await expect.poll(() => isLineAt('juno_trader', 0.01)).toBe(true);
  await expect.poll(() => isLineAt('juno_trader', 0.99)).toBe(true);

  await markers.getByRole('button', { name: 'End the line from the likely cause' }).click();
  await expect.poll(() => isLineAt('juno_trader', 0.99)).toBe(false);
  expect(new URL(page.url()).searchParams.has('chain')).toBe(false);
});

test('the line of a chosen likely cause begins where its story begins, at the failure', async ({
  page,
}) => {
  const peak = STORY.filter(({ details }) => details?.['variable_name'] === 'grain_price').reduce(
    (most, event) =>
      Number(event.details?.['new_value']) > Number(most.details?.['new_value']) ? event : most,
  );
  const timeline = new TimelinePanel(page);
  await page.goto(`/view/${MARKET_STORY_ID}?tab=causality&event=${peak.event_id}`);
  const causes = page.getByRole('region', { name: 'Likely causes' });
  await causes.getByRole('listitem').first().getByRole('button').click();
  const words = timeline.panel
    .getByRole('list', { name: 'From the likely cause to the effect' })
    .getByRole('listitem');
  await expect(words.first()).toContainText('system, failed, in turn 10, juno_trader: LLM call');
  await expect(words.last()).toContainText(`in turn ${String(peak.turn_number)}, world:`);
  const cause = await timeline.lanePoint('juno_trader', middleOf(11));
  await expect.poll(() => timeline.isAccent(cause)).toBe(true);
});

test('the timeline gets more height by mouse and by keyboard, keeps it, and cuts no lane', async ({
  page,
}) => {
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open(MARKET_STORY_ID);
  const handle = page.getByRole('separator', { name: 'Height of the timeline' });
  const height = async () => (await timeline.plot.boundingBox())?.height ?? 0;
  const bottoms = async () => {
    const plot = await timeline.plot.boundingBox();
    const boxes = await Promise.all(
      (await timeline.lanes().all()).map((lane) => lane.boundingBox()),
    );
    return {
      plot: (plot?.y ?? 0) + (plot?.height ?? 0),
      lanes: boxes.map((box) => (box?.y ?? 0) + (box?.height ?? 0)),
    };
  };
  // Six agents and the world.
  await expect(timeline.lanes()).toHaveCount(7);
  const before = await height();
  await handle.focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(height).toBeGreaterThan(before);
  const byKeys = await height();

  const grip = await handle.boundingBox();
  const x = (grip?.x ?? 0) + (grip?.width ?? 0) / 2;
  const dragTo = async (by: number) => {
    const from = await handle.boundingBox();
    await page.mouse.move(x, from?.y ?? 0);
    await page.mouse.down();
    await page.mouse.move(x, (from?.y ?? 0) + by, { steps: 4 });
    await page.mouse.up();
  };
  await dragTo(90);
  await expect.poll(height).toBeGreaterThan(byKeys + 60);
  const dragged = await height();
  await page.reload();
  await expect(timeline.lanes()).toHaveCount(7);
  await expect.poll(height).toBe(dragged);

  // At any height, lanes are whole.
  for (const by of [-97, -13, -13, -13, -13, -13]) {
    await dragTo(by);
    await expect
      .poll(async () => {
        const { plot, lanes } = await bottoms();
        return lanes.every((bottom) => bottom <= plot + 1);
      })
      .toBe(true);
  }
  await expect.poll(async () => timeline.lanes().count()).toBeLessThan(7);
});

test('the timeline is there as a table, too', async ({ page }) => {
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open(MARKET_STORY_ID, '?span=30_34');
  await timeline.panel.getByRole('button', { name: 'Timeline as a table' }).click();
  const dialog = page.getByRole('dialog', { name: 'Timeline as a table' });
  const row = dialog.getByRole('row').filter({ hasText: 'turn 33' });
  await expect(row.getByRole('cell').last()).toHaveText(String(countOf(33)));
  const ofLane = [30, 31, 32, 33].reduce((sum, turn) => sum + countOf(turn, 'tarn_mill'), 0);
  const lane = dialog.getByRole('row').filter({ hasText: 'tarn_mill' });
  await expect(lane.getByRole('cell').last()).toHaveText(String(ofLane));
});

test('a growing run is drawn up to its current end', async ({ page, outputRoot }) => {
  const lines = STORY.filter(({ turn_number }) => turn_number <= 8);
  const part = (first: number, last: number) =>
    lines
      .filter(({ turn_number }) => turn_number >= first && turn_number <= last)
      .map((event) => `${JSON.stringify(event)}\n`)
      .join('');
  const folder = path.join(outputRoot, 'growing-timeline');
  await mkdir(folder);
  await writeFile(path.join(folder, 'events.jsonl'), part(0, 4));
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open('growing-timeline');
  await expect(timeline.readout).toHaveText('turns 0–4');
  await appendFile(path.join(folder, 'events.jsonl'), part(5, 8));
  await expect(timeline.readout).toHaveText('turns 0–8', { timeout: 15_000 });
  await expect(
    timeline.panel.getByText(`turns 0–8: ${lines.length.toLocaleString('en')} events`),
  ).toBeAttached();
  // The requests of an open page would get 404.
  await page.close();
  await rm(folder, { recursive: true });
});

test('the timeline is accessible', async ({ page }) => {
  const timeline = new TimelinePanel(page);
  await new ExplorerPage(page).open(MARKET_STORY_ID, '?turn_start=5&turn_end=20');
  await expect(timeline.lanes().first()).toBeVisible();
  await timeline.plot.focus();
  await page.keyboard.press('ArrowRight');
  await expect(timeline.tooltip).toBeVisible();
  await expectNoAxeViolations(page);
  await timeline.panel.getByRole('button', { name: 'Timeline as a table' }).click();
  await expectNoAxeViolations(page, { within: 'dialog' });
});
