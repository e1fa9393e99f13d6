import { assignLayers, type LinkedIds, type LinkEnds } from './assign-layers';
import { boxOf, type Box } from './box';
import { buildColumns } from './build-columns';
import { CARD_HEIGHT, CARD_WIDTH, LAYER_WIDTH } from './card-size';
import { routeLink } from './route-link';
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

export interface RoutedLink<Link extends LinkEnds = LinkEnds> {
  readonly link: Link;
  /** An SVG path from the cause's right edge to the effect's left edge. */
  readonly path: string;
  /** The same in pieces, none wider than it must be: little of a link that passes many columns may be in view. */
  readonly pieces: readonly { readonly path: string; readonly box: Box }[];
  /** What holds all of the path. */
  readonly box: Box;
  /** Where half of it lies before, half behind: for what is written on it. */
  readonly middle: { readonly x: number; readonly y: number };
}

export interface GraphLayout<Link extends LinkEnds = LinkEnds> {
  readonly selectedId: string;
  /** By layer, then from top to bottom. */
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly RoutedLink<Link>[];
  /** What the cards fill. */
  readonly bounds: Box;
}

/** Lays a graph out in layers, causes left of the selected event and effects right, with few crossing links. */
export function layoutGraph<Link extends LinkEnds>(graph: LinkedIds<Link>): GraphLayout<Link> {
  const { columns, routes } = buildColumns(assignLayers(graph), graph.links);
  orderColumns(columns);
  placeColumns(columns, graph.selectedId);
  const nodes = columns.flat().flatMap(({ nodeId, layer, y }): PlacedNode[] => {
    return nodeId === undefined ? [] : [{ id: nodeId, layer, x: layer * LAYER_WIDTH, y }];
  });
  const links = routes.map(({ link, cells }) => {
    const points = cells.map(({ layer, y }) => ({ x: layer * LAYER_WIDTH, y }));
    return { link, ...routeLink(points) };
  });
  const middles = boxOf(nodes);
  return {
    selectedId: graph.selectedId,
    nodes,
    links,
    bounds: {
      left: middles.left,
      top: middles.top - CARD_HEIGHT / 2,
      right: middles.right + CARD_WIDTH,
      bottom: middles.bottom + CARD_HEIGHT / 2,
    },
  };
}
