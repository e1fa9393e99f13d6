import type { LinkedIds } from './assign-layers';
import { layoutGraph, type GraphLayout } from './layout-graph';
import type { ShownLink } from '../graph/shown-graph';

/** What the page asks its layout worker, and what that answers: the serial tells which question it was. */
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
