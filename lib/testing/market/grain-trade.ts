import type { Cause } from './market-ledger';
import type { MarketTurn } from './market-turn';
import { amount, round, type MarketAgent } from './market-variables';

const SELLERS = {
  oslo_grain: { stock: 'osloStock', cash: 'osloCash' },
  juno_trader: { stock: 'junoStock', cash: 'junoCash' },
  vale_council: { stock: 'councilStock', cash: 'treasury' },
} as const satisfies Partial<Record<MarketAgent, unknown>>;

/** The reaction of the price to a shortfall: with no grain at all it would rise by this share. */
const ELASTICITY = 0.42;
/** The price of a tonne without a shortfall. The price returns to it slowly. */
const USUAL_PRICE = 212.4;
/** The council's price for a tonne of its reserve. */
const RELIEF_PRICE = 212.4;

/** The mill buys as much as is offered: relief grain first, then imports, then grain of oslo_grain. */
export function tradeGrain(turn: MarketTurn): void {
  const { ledger, memory, millWants, junoOffer, osloOffer } = turn;
  const price = ledger.value('grainPrice');
  let open = millWants.amount;

  if (memory.release !== undefined && memory.release.amount > 0) {
    const tonnes = round(Math.min(open, memory.release.amount, 134), 1);
    memory.release = { ...memory.release, amount: round(memory.release.amount - tonnes, 1) };
    const release = ledger.act('vale_council', {
      type: 'release_reserve',
      payload: { tonnes, left: memory.release.amount },
      causes: [memory.release.decision],
      text: `vale_council opens its granary: ${amount(tonnes, 1)} t at ${amount(RELIEF_PRICE, 2)}, ${amount(memory.release.amount, 1)} t to follow`,
    });
    turn.offers.push(release);
    sell(turn, 'vale_council', tonnes, RELIEF_PRICE, [release]);
    open -= tonnes;
  }
  const offers = [
    ['juno_trader', junoOffer],
    ['oslo_grain', osloOffer],
  ] as const;
  for (const [seller, offer] of offers) {
    const tonnes = round(Math.max(0, Math.min(open, offer.amount)), 1);
    const isRationed = seller === 'oslo_grain' && memory.isRationing && open > 0;
    if (isRationed) {
      const limit = ledger.act('oslo_grain', {
        type: 'ration',
        payload: { offered_tonnes: offer.amount, wanted_tonnes: round(open, 1) },
        causes: [offer.decision],
        text: `oslo_grain rations: ${amount(offer.amount, 1)} t on offer, ${amount(open, 1)} t asked for`,
      });
      turn.offers.push(limit);
    }
    const lots = tonnes > 90 ? 3 : tonnes > 40 ? 2 : 1;
    let left = tonnes;
    for (let lot = lots; lot > 0 && left > 0; lot--) {
      const size = lot === 1 ? left : round((left / lot) * ledger.random.normal(1, 0.08), 1);
      sell(turn, seller, size, round(price * ledger.random.normal(1, 0.004), 2), [offer.decision]);
      left = round(left - size, 1);
    }
    open -= tonnes;
  }
  setGrainPrice(turn, Math.max(0, open));
}

/** One sale: an order, and its changes on both sides. */
function sell(
  turn: MarketTurn,
  seller: keyof typeof SELLERS,
  tonnes: number,
  price: number,
  causes: readonly Cause[],
): void {
  const { ledger, millWants, offers } = turn;
  const total = round(tonnes * price, 2);
  const trade = ledger.act('tarn_mill', {
    type: 'buy_grain',
    payload: { seller, tonnes, price, total },
    causes: [millWants.decision, ...causes, ledger.setBy(SELLERS[seller].stock)],
    text: `tarn_mill buys ${amount(tonnes, 1)} t from ${seller} at ${amount(price, 2)}, ${amount(total, 2)} crowns`,
  });
  offers.push(trade);
  ledger.add(SELLERS[seller].stock, -tonnes, [trade]);
  ledger.add('millStock', tonnes, [trade]);
  ledger.add('millCash', -total, [trade]);
  ledger.add(SELLERS[seller].cash, total, [trade]);
}

function setGrainPrice({ ledger, memory, millWants, offers }: MarketTurn, shortfall: number): void {
  const price = ledger.value('grainPrice');
  const share = shortfall / millWants.amount;
  const relief = memory.release === undefined ? 0.06 : 0.22;
  const pull = (shortfall > 5 ? 0 : relief) * (USUAL_PRICE / price - 1);
  const noise = ledger.random.normal(0, 0.004);
  const change = round(share * ELASTICITY + pull + noise, 4);
  const impact = ledger.explain(undefined, {
    type: 'price_impact',
    values: {
      elasticity: ELASTICITY,
      wanted: millWants.amount,
      shortfall: round(shortfall, 1),
      pull: round(pull, 4),
      noise: round(noise, 4),
      change,
    },
    causes: [...offers, millWants.decision],
    text: `Price impact: elasticity ${String(ELASTICITY)}, shortfall ${amount(shortfall, 1)} t of ${amount(millWants.amount, 1)} t, change ${amount(change * 100, 2)} %`,
  });
  ledger.set('grainPrice', price * (1 + change), [...offers, impact]);
}
