import { chooseWindowLinks } from '../causality/explain/choose-window-links';
import { explainEvent } from '../causality/explain/explain-event';
import { MAX_WINDOW_EVENTS } from '../causality/explain/explanation-bounds';
import type { EventText, ReadTexts } from '../causality/explain/explanation-window';
import { runSlices } from '../causality/explain/slices';
import { walkWindow } from '../causality/explain/walk-window';
import { readEventLine } from '../events/read-event';
import { writeVariableKey } from '../replay/variable-key';
import type { Both, PairEvent, ScopedPair, Side, TurnStretch } from '../store/run-pair';
import { breathe, isBreathDue } from '../work/work';

/** What a divergence led to in one run. Events are given by their places in event order. */
export interface LedTo {
  readonly count: number;
  /** The number of events downstream that differ between the runs. */
  readonly differing: number;
  /** The keys of the variables that differing events downstream set. */
  readonly variables: ReadonlySet<string>;
  /** The number of events after it that differ without being downstream. */
  readonly apart: number;
  readonly apartEvents: readonly number[];
  readonly telling: readonly { readonly seq: number; readonly reasons: readonly string[] }[];
  readonly lastTurn: number;
  readonly isCut: boolean;
}

/** The lines read to find telling events are no larger together. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;
const MAX_TELLING = 8;
/** So many are ranked, because some of them do not differ. */
const MAX_RANKED = 20;
const MAX_APART = 20;
/** More than the number of events that an answer reads. */
const MAX_TOKENS = 2 ** 22;

type PlacedWindow = NonNullable<Awaited<ReturnType<ScopedPair['readWindow']>>>;

/**
 * Looks at what came of the events of a divergence in each run, up to the limits of a window, and at what differs besides.
 * `null` for a run without such an event.
 */
export async function findLedTo(
  pair: ScopedPair,
  events: Both<PairEvent | null>,
): Promise<Both<LedTo | null>> {
  const windowOf = async (side: Side): Promise<PlacedWindow | undefined> => {
    const seq = events[side]?.seq;
    return seq === undefined ? undefined : pair.readWindow(side, seq, 'downstream');
  };
  const windows = { a: await windowOf('a'), b: await windowOf('b') };
  const turns = turnsOf([windows.a, windows.b].filter((window) => window !== undefined));
  const differing = await differingEvents(pair, turns);
  const measure = (side: Side): Promise<LedTo> | null =>
    windows[side] === undefined ? null : measureLedTo(pair, side, windows[side], differing[side]);
  return { a: await measure('a'), b: await measure('b') };
}

async function measureLedTo(
  pair: ScopedPair,
  side: Side,
  placed: PlacedWindow,
  differing: ReadonlyMap<number, PairEvent>,
): Promise<LedTo> {
  const { seqs } = placed;
  const seq = seqs[placed.window.target];
  const links = await chooseWindowLinks(placed.window, 'all', { breathe });
  const window = { ...placed.window, links };
  const { places, isWithin, isCut } = await runSlices(walkWindow(window, links, 'downstream'), {
    breathe,
  });

  let differingCount = 0;
  let apart = 0;
  const apartEvents: number[] = [];
  const variables = new Set<string>();
  for (const { at } of window.events) {
    if (isBreathDue()) await breathe();
    const own = seqs[at] ?? -1;
    const event = differing.get(own);
    if (event === undefined) continue;
    const key = variableOf(event);
    if (own === seq) {
      if (key !== undefined) variables.add(key);
    } else if (isWithin[at] === 1) {
      differingCount++;
      if (key !== undefined) variables.add(key);
    } else {
      apart++;
      if (apartEvents.length < MAX_APART) apartEvents.push(own);
    }
  }
  const readTexts: ReadTexts = async (wanted) => {
    const lines = await pair.readLines(
      side,
      wanted.map((place) => seqs[place] ?? -1),
      MAX_TEXT_BYTES,
    );
    const texts = new Map<number, EventText>();
    for (const place of wanted) {
      if (isBreathDue()) await breathe();
      const line = lines.get(seqs[place] ?? -1);
      const event = line === undefined ? undefined : readEventLine(line.text).event;
      if (event !== undefined) texts.set(place, event);
    }
    return texts;
  };
  const { deeds } = await explainEvent(window, readTexts, {
    direction: 'downstream',
    limit: MAX_RANKED,
    pace: { breathe },
  });
  const telling = deeds.flatMap(({ reasons }) => {
    const own = seqs[reasons[0]?.place ?? -1];
    if (own === undefined || own === seq || !differing.has(own)) return [];
    return [{ seq: own, reasons: reasons.map(({ text }) => text) }];
  });
  return {
    count: places.length - 1,
    differing: differingCount,
    variables,
    apart,
    apartEvents,
    telling: telling.slice(0, MAX_TELLING),
    lastTurn: turnsOf([placed]).last,
    isCut: isCut || window.isCut,
  };
}

/** The key of the variable that an event sets. */
function variableOf({ variable, agent, kind }: PairEvent): string | undefined {
  if (variable === null || kind === null) return undefined;
  const agentId = variable === 'agent' ? agent : null;
  return writeVariableKey({ scope: variable, agent_id: agentId, variable_name: kind });
}

/** The events of each run of which the other run has fewer in the same turn, by their places. */
async function differingEvents(
  pair: ScopedPair,
  turns: TurnStretch,
): Promise<Both<ReadonlyMap<number, PairEvent>>> {
  const page = { offset: 0, limit: MAX_WINDOW_EVENTS };
  const a = await pair.readEvents('a', turns, page);
  const b = await pair.readEvents('b', turns, page);
  return { a: await eventsWithout(a, b), b: await eventsWithout(b, a) };
}

async function eventsWithout(
  own: readonly PairEvent[],
  others: readonly PairEvent[],
): Promise<ReadonlyMap<number, PairEvent>> {
  const left = new Map<number, number>();
  // Tokens are numbered from 0, so that this is exact for any number of them in an answer.
  const keyOf = ({ turn, token }: PairEvent): number => turn * MAX_TOKENS + token;
  for (const event of others) {
    if (isBreathDue()) await breathe();
    const key = keyOf(event);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const differing = new Map<number, PairEvent>();
  for (const event of own) {
    if (isBreathDue()) await breathe();
    const key = keyOf(event);
    const count = left.get(key) ?? 0;
    if (count === 0) differing.set(event.seq, event);
    else left.set(key, count - 1);
  }
  return differing;
}

function turnsOf(windows: readonly PlacedWindow[]): TurnStretch {
  let [first, last] = [Infinity, 0];
  for (const { window } of windows) {
    for (const { turn } of window.events)
      [first, last] = [Math.min(first, turn), Math.max(last, turn)];
  }
  return { first, last };
}
