import { assignLayers, type LinkedIds, type LinkEnds } from './assign-layers';
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

/** In pixels, before zooming. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface RoutedLink<Link extends LinkEnds = LinkEnds> {
  readonly link: Link;
  /** An SVG path from the cause's right edge to the effect's left edge. */
  readonly path: string;
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
