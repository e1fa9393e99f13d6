import type { CausalLink } from '@/lib/causality/causal-link';
import { assignLayers, type LinkedIds } from './assign-layers';
import { buildColumns } from './build-columns';
import { CARD_HEIGHT, CARD_WIDTH, LAYER_WIDTH } from './card-size';
import { linkPath } from './link-path';
import { orderColumns } from './order-columns';
import { placeColumns } from './place-columns';

/** A card's place in pixels, before zooming. The selected card's left middle is at 0, 0. */
export interface PlacedNode {
  readonly id: string;
  readonly layer: number;
  /** Left edge. */
  readonly x: number;
  /** Vertical middle. */
  readonly y: number;
}

export interface RoutedLink {
  readonly link: CausalLink;
  /** An SVG path from the cause's right edge to the effect's left edge. */
  readonly path: string;
}

export interface GraphLayout {
  readonly selectedId: string;
  /** By layer, then from top to bottom. */
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly RoutedLink[];
  /** What the cards fill. */
  readonly bounds: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}

/** Lays a graph out in layers, causes left of the selected event and effects right, with few crossing links. */
export function layoutGraph(graph: LinkedIds): GraphLayout {
  const { columns, routes } = buildColumns(assignLayers(graph), graph.links);
  orderColumns(columns);
  placeColumns(columns, graph.selectedId);
  const nodes = columns.flat().flatMap(({ nodeId, layer, y }): PlacedNode[] => {
    return nodeId === undefined ? [] : [{ id: nodeId, layer, x: layer * LAYER_WIDTH, y }];
  });
  const links = routes.map(({ link, cells }) => ({
    link,
    path: linkPath(cells.map(({ layer, y }) => ({ x: layer * LAYER_WIDTH, y }))),
  }));
  const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
  return {
    selectedId: graph.selectedId,
    nodes,
    links,
    bounds: {
      left: Math.min(...xs),
      top: Math.min(...ys) - CARD_HEIGHT / 2,
      right: Math.max(...xs) + CARD_WIDTH,
      bottom: Math.max(...ys) + CARD_HEIGHT / 2,
    },
  };
}
