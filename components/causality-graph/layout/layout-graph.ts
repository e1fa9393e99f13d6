import { assignLayers, type LinkedIds, type LinkEnds } from '../graph/assign-layers';
import { cardsBox, type Box } from './box';
import { buildColumns, MAX_BENDS } from './build-columns';
import { LAYER_WIDTH } from './card-size';
import { routeLink } from './route-link';
import { keepTogether } from './keep-together';
import { orderColumns } from './order-columns';
import { placeColumns, stackColumns } from './place-columns';

/** A card's place in pixels, before zooming. The left middle of the selected card is at 0, 0. */
export interface PlacedNode {
  readonly id: string;
  readonly layer: number;
  /** The left edge. */
  readonly x: number;
  /** The vertical middle. */
  readonly y: number;
}

export interface RoutedLink<Link extends LinkEnds = LinkEnds> {
  readonly link: Link;
  /** An SVG path from the cause's right edge to the effect's left edge. */
  readonly path: string;
  /** The same path in narrow pieces: only a small part of a long link may be visible. */
  readonly pieces: readonly { readonly path: string; readonly box: Box }[];
  /** The bounding box of the path. */
  readonly box: Box;
  /** The middle of its length, for a label. */
  readonly middle: { readonly x: number; readonly y: number };
}

export interface GraphLayout<Link extends LinkEnds = LinkEnds> {
  readonly selectedId: string;
  /** By layer, then from top to bottom. */
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly RoutedLink<Link>[];
  /** The bounding box of the cards. */
  readonly bounds: Box;
  /** The part to show first. Default: the selected card with its direct causes and effects. */
  readonly focus?: Box;
}

/** Lays out a graph in layers, causes left of the selected event and effects right, with few crossing links. */
export function layoutGraph<Link extends LinkEnds>(graph: LinkedIds<Link>): GraphLayout<Link> {
  const { isCompact = false } = graph;
  const { columns, routes } = buildColumns(graph.layers ?? assignLayers(graph), graph.links, {
    mostBends: isCompact ? 0 : MAX_BENDS,
  });
  orderColumns(columns);
  if (isCompact) stackColumns(columns);
  else {
    keepTogether(columns, graph.selectedId);
    placeColumns(columns, graph.selectedId);
  }
  const nodes = columns.flat().flatMap(({ nodeId, layer, y }): PlacedNode[] => {
    return nodeId === undefined ? [] : [{ id: nodeId, layer, x: layer * LAYER_WIDTH, y }];
  });
  const links = routes.map(({ link, cells }) => {
    const points = cells.map(({ layer, y }) => ({ x: layer * LAYER_WIDTH, y }));
    return { link, ...routeLink(points) };
  });
  return {
    selectedId: graph.selectedId,
    nodes,
    links,
    bounds: cardsBox(nodes),
  };
}
