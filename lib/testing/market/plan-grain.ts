import { askModel } from './model-calls';
import { USUAL_GRAIN, type MarketTurn } from './market-turn';
import { amount, round } from './market-variables';

/** Below this stock, in tonnes, oslo_grain rations. Above one and a half times as much it sells freely again. */
const OSLO_FLOOR = 330;
/** juno_trader's reserve for bad times, in tonnes. */
const JUNO_BUFFER = 220;
/** juno_trader's import plan of turn 4, in tonnes per turn. */
const SEASON_PLAN = 55;

/** oslo_grain decides how much to bring to market. */
export function planOslo(turn: MarketTurn): void {
  const { ledger, memory, start } = turn;
  const stock = ledger.value('osloStock');
  const forecast = ledger.explain('oslo_grain', {
    type: 'stock_forecast',
    values: {
      stock,
      floor: OSLO_FLOOR,
      weekly_sales: USUAL_GRAIN,
      turns_left: round(stock / USUAL_GRAIN, 1),
    },
    causes: [start, ledger.setBy('osloStock')],
    text: `oslo_grain holds ${amount(stock, 1)} t, ${amount(stock / USUAL_GRAIN, 1)} turns of the whole city's bread; its floor is ${String(OSLO_FLOOR)} t`,
  });
  const { call } = askModel(ledger, 'oslo_grain', 'how much grain to offer', [start, forecast]);
  const wasRationing = memory.isRationing;
  memory.isRationing = stock < (wasRationing ? OSLO_FLOOR * 1.5 : OSLO_FLOOR);
  const offer = round(memory.isRationing ? stock * 0.3 : stock - 120, 1);
  const decision = ledger.decide('oslo_grain', {
    type: memory.isRationing ? 'ration_sales' : 'offer_grain',
    from: turn.osloOffer.amount,
    to: offer,
    causes: [start, call, forecast, ledger.setBy('osloStock')],
    text: memory.isRationing
      ? `Ration sales to ${amount(offer, 1)} t: the stock of ${amount(stock, 1)} t is ${wasRationing ? 'still too low' : `below the floor of ${String(OSLO_FLOOR)} t`}`
      : `Offer up to ${amount(offer, 1)} t at the market's price of ${amount(ledger.value('grainPrice'), 2)}`,
    reasoning: memory.isRationing
      ? 'Farms bring less than the city eats. Less than a third of the stock a turn keeps seed and old contracts safe.'
      : 'The stock carries what farms and imports do not bring.',
  });
  turn.osloOffer = { amount: offer, decision };
}

/** juno_trader reviews its import plan when that is due, and decides how much to sell. */
export function planJuno(turn: MarketTurn): void {
  const { ledger, memory, start } = turn;
  if (ledger.turn >= memory.nextImportReview) reviewImports(turn);

  const price = ledger.value('grainPrice');
  const earlier = ledger.valueBefore('grainPrice', 3);
  const stock = ledger.value('junoStock');
  const outlook = ledger.explain('juno_trader', {
    type: 'price_outlook',
    values: { price, three_turns_ago: earlier, momentum: round(price / earlier - 1, 4), stock },
    causes: [start, ledger.setBy('grainPrice')],
    text: `Grain moved ${amount((price / earlier - 1) * 100, 1)} % in three turns, from ${amount(earlier, 2)} to ${amount(price, 2)}`,
  });
  const { call } = askModel(ledger, 'juno_trader', 'whether to sell or to wait', [start, outlook]);
  const isReleased = memory.release !== undefined;
  const holds = !isReleased && price > earlier * 1.07;
  const unloads = !holds && stock > JUNO_BUFFER * 1.4;
  const offer = round(holds ? 0 : unloads ? stock * 0.5 : Math.max(0, stock - JUNO_BUFFER), 1);
  const decision = ledger.decide('juno_trader', {
    type: holds ? 'withhold_grain' : 'sell_grain',
    from: memory.hoarding === undefined ? 'sell' : 'withhold',
    to: holds ? 'withhold' : 'sell',
    causes: [
      start,
      call,
      outlook,
      ledger.setBy('grainPrice'),
      ledger.setBy('junoStock'),
      ...(unloads ? [memory.release?.decision, memory.hoarding] : []),
    ],
    text: holds
      ? `Hold ${amount(stock, 1)} t of grain off the market: ${amount(price, 2)} a tonne is up ${amount((price / earlier - 1) * 100, 1)} % in three turns`
      : unloads
        ? `Sell half of ${amount(stock, 1)} t before the price comes further down`
        : `Sell ${amount(offer, 1)} t, all above the buffer of ${String(JUNO_BUFFER)} t`,
    reasoning: holds
      ? 'Who sells today sells too cheaply: oslo_grain cannot cover the gap and no ship is due.'
      : unloads
        ? 'The price has seen its height; who waits now waits for less.'
        : 'Grain in the silo earns nothing while the price stands still.',
  });
  memory.hoarding = holds ? decision : undefined;
  if (holds) {
    const withheld = ledger.act('juno_trader', {
      type: 'withhold',
      payload: { tonnes: stock, until: 'the council meets' },
      causes: [decision],
      text: `juno_trader withholds ${amount(stock, 1)} t of grain`,
    });
    turn.offers.push(withheld);
  }
  turn.junoOffer = { amount: offer, decision };
}

/**
 * The root of the crisis: in turn 10 the model does not answer, and the plan of turn 4 is used again, with the next review too
 * late. Without a crisis it answers after two tries.
 */
function reviewImports({ ledger, memory, start }: MarketTurn): void {
  const isRoot = ledger.turn === 10;
  const old = ledger.value('importPlan');
  const { call, isAnswered } = askModel(
    ledger,
    'juno_trader',
    'the import plan',
    [start, ledger.setBy('importPlan'), ledger.unrecorded()],
    isRoot ? (memory.hasCrisis ? 3 : 2) : 0,
  );
  const isShort = memory.audit !== undefined && ledger.value('osloStock') < 300;
  const wanted = ledger.turn < 7 ? SEASON_PLAN : ledger.turn < 10 ? 80 : isShort ? 130 : 75;
  const plan = isAnswered ? wanted : SEASON_PLAN;
  memory.nextImportReview = ledger.turn + (isAnswered ? 3 : 25);
  const decision = ledger.decide('juno_trader', {
    type: isAnswered ? 'set_import_plan' : 'fall_back',
    from: old,
    to: plan,
    causes: [start, call, ledger.setBy('importPlan'), memory.audit],
    text: isAnswered
      ? `Import ${amount(plan)} t a turn until turn ${String(memory.nextImportReview)}`
      : `Fall back to the import plan of turn 4, ${amount(plan)} t a turn, until turn ${String(memory.nextImportReview)}: the model did not answer`,
    reasoning: isAnswered
      ? ledger.turn < 7
        ? 'Farms deliver enough for now; ships fill the rest.'
        : 'Farms do not deliver what the city eats; ships have to be ordered ahead.'
      : 'No answer after three attempts. The last plan that was signed off for a whole season stands.',
    ...(isAnswered ? {} : { extra: { fallback: true, fallback_differs: plan !== old } }),
  });
  const order = ledger.act('juno_trader', {
    type: 'order_imports',
    payload: { tonnes_a_turn: plan, until_turn: memory.nextImportReview },
    causes: [decision],
    text: `juno_trader orders ships for ${amount(plan)} t a turn, ${amount(old)} t before`,
  });
  ledger.set('importPlan', plan, [order]);
}
