import type { MarketTurn } from './market-turn';
import { amount, round } from './market-variables';

const VALLEYS = [
  ['north valley', 0.45],
  ['east valley', 0.33],
  ['lake shore', 0.22],
] as const;

/** The farms' share of the market price. */
const FARM_SHARE = 0.88;

/** Farms deliver to oslo_grain, and juno_trader's planned imports arrive. */
export function deliver({ ledger, start }: MarketTurn): void {
  const { random } = ledger;
  const season = seasonalDelivery(ledger.turn);
  for (const [valley, share] of VALLEYS) {
    const tonnes = round(season * share * random.normal(1, 0.05), 1);
    const roads = random.pick(['dry', 'wet', 'muddy', 'frozen']);
    const weather = ledger.explain(undefined, {
      type: 'harvest_estimate',
      values: { valley, season_tonnes: round(season * share, 1), roads, delivered_tonnes: tonnes },
      causes: [start],
      text: `${valley}: ${amount(season * share, 1)} t due this turn, roads ${roads}, ${amount(tonnes, 1)} t on the carts`,
    });
    const delivery = ledger.act('oslo_grain', {
      type: 'take_delivery',
      payload: { valley, tonnes },
      causes: [start, weather, ledger.setBy('grainPrice')],
      text: `oslo_grain takes ${amount(tonnes, 1)} t of grain from the ${valley} at ${amount(ledger.value('grainPrice') * FARM_SHARE, 2)}`,
    });
    ledger.add('osloStock', tonnes, [delivery]);
    ledger.add('osloCash', -tonnes * ledger.value('grainPrice') * FARM_SHARE, [delivery]);
  }

  const planned = ledger.value('importPlan');
  const tonnes = round(planned * random.normal(1, 0.02), 1);
  const landing = ledger.act('juno_trader', {
    type: 'land_imports',
    payload: { planned_tonnes: planned, tonnes, quay: random.int(1, 4) },
    causes: [start, ledger.setBy('importPlan')],
    text: `juno_trader lands ${amount(tonnes, 1)} t of imported grain; its plan says ${amount(planned)} t a turn`,
  });
  ledger.add('junoStock', tonnes, [landing], planned);
  ledger.add('junoCash', -tonnes * 186, [landing]);
}

/** Tonnes from all valleys: plenty until turn 8, falling through the winter, rising from turn 33. */
function seasonalDelivery(turn: number): number {
  if (turn <= 8) return 97;
  if (turn <= 20) return 97 - (turn - 8) * 4.5;
  if (turn <= 32) return 43;
  return 43 + (turn - 32) * 8;
}
