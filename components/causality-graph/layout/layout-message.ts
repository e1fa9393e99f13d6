import type { LinkedIds } from '../graph/assign-layers';
import { layoutGraph, type GraphLayout } from './layout-graph';
import type { ShownLink } from '../graph/shown-graph';

/** The messages between page and layout worker. The serial number matches answers to requests. */
export interface LayoutRequest {
  readonly serial: number;
  readonly graph: LinkedIds<ShownLink>;
}

export interface LayoutReply {
  readonly serial: number;
  readonly layout: GraphLayout<ShownLink>;
}

export function answerLayout({ serial, graph }: LayoutRequest): LayoutReply {
  return { serial, layout: layoutGraph(graph) };
}
