import type { SimulationEvent } from '../../lib/events/simulation-event';
import { writeSimulation } from '../../lib/testing/write-simulation';

export const REASONS_ID = 'reasons';

/**
 * start -> choice -> deed -> price and start -> rumour -> price, with a cause of price that is not there; price -> five
 * alike stocks, and price -> report -> debate -> law -> protest.
 */
const EVENTS: readonly SimulationEvent[] = [
  event('start', 'MILESTONE', 1, [], { milestone_type: 'turn_start' }),
  event('choice', 'DECISION', 1, ['start'], { decision_type: 'hoard' }, 'juno'),
  event('rumour', 'SYSTEM', 1, ['start'], { status: 'rumour' }),
  event('deed', 'ACTION', 1, ['choice'], { action_type: 'withhold' }, 'juno'),
  event('price', 'STATE', 1, ['deed', 'rumour', 'gone'], { variable_name: 'grain_price' }),
  ...['a', 'b', 'c', 'd', 'e'].map((name) =>
    event(`stock ${name}`, 'STATE', 2, ['price'], { variable_name: 'stock' }, `mill ${name}`),
  ),
  event('report', 'ACTION', 2, ['price'], { action_type: 'publish' }, 'press'),
  event('debate', 'DECISION', 2, ['report'], { decision_type: 'hold debate' }, 'council'),
  event('law', 'ACTION', 3, ['debate'], { action_type: 'pass law' }, 'council'),
  event('protest', 'ACTION', 3, ['law'], { action_type: 'march' }, 'union'),
];

function event(
  event_id: string,
  event_type: string,
  turn_number: number,
  caused_by: readonly string[],
  details: Record<string, unknown>,
  agent_id?: string,
): SimulationEvent {
  return {
    event_id,
    timestamp: '2026-10-04T14:00:00.000000+00:00',
    turn_number,
    event_type,
    simulation_id: REASONS_ID,
    ...(agent_id === undefined ? {} : { agent_id }),
    caused_by: [...caused_by],
    description: `What ${event_id} is`,
    details,
  };
}

/** A small run of which each event has its place in a graph of causes. */
export function writeReasonsRun(outputRoot: string): void {
  // One second after the other: their order is that of the list.
  const events = EVENTS.map((each, i) => ({
    ...each,
    timestamp: `2026-10-04T14:00:${String(i).padStart(2, '0')}.000000+00:00`,
  }));
  writeSimulation(outputRoot, REASONS_ID, events);
}
