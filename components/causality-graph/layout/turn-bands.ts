import { formatCount } from '@/components/ui/format-count';
import type { GraphLayout } from './layout-graph';
import type { ShownNode } from '../graph/shown-graph';

/** A stretch of layers with events of the same turns. */
export interface TurnBand {
  readonly fromLayer: number;
  readonly toLayer: number;
  readonly firstTurn: number;
  /** Differs from the first where layers mix turns. Such a stretch belongs to no single turn. */
  readonly lastTurn: number;
}

/** From left to right. A layer with only missing causes is in no band. */
export function turnBands(
  nodes: ReadonlyMap<string, ShownNode>,
  layout: GraphLayout,
): readonly TurnBand[] {
  const bands: TurnBand[] = [];
  for (const [layer, [firstTurn, lastTurn]] of turnsByLayer(nodes, layout)) {
    const last = bands.at(-1);
    const goesOn =
      last?.toLayer === layer - 1 && last.firstTurn === firstTurn && last.lastTurn === lastTurn;
    if (goesOn) bands[bands.length - 1] = { ...last, toLayer: layer };
    else bands.push({ fromLayer: layer, toLayer: layer, firstTurn, lastTurn });
  }
  return bands;
}

function turnsByLayer(nodes: ReadonlyMap<string, ShownNode>, layout: GraphLayout) {
  const turns = new Map<number, [first: number, last: number]>();
  for (const { id, layer } of layout.nodes) {
    for (const turn of turnsOf(nodes.get(id))) {
      const [first, last] = turns.get(layer) ?? [turn, turn];
      turns.set(layer, [Math.min(first, turn), Math.max(last, turn)]);
    }
  }
  return turns;
}

function turnsOf(node: ShownNode | undefined): readonly number[] {
  switch (node?.kind) {
    case 'event':
      return [node.event.turn_number];
    case 'group':
      return node.events.map((event) => event.turn_number);
    case 'missing':
    case undefined:
      return [];
  }
}

/** For example `turn 31`, `turns 30–31`. */
export function turnsText(firstTurn: number, lastTurn: number): string {
  const [first, last] = [formatCount(firstTurn), formatCount(lastTurn)];
  return firstTurn === lastTurn ? `turn ${first}` : `turns ${first}–${last}`;
}
