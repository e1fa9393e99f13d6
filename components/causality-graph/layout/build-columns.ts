import type { LinkEnds } from '../graph/assign-layers';

/** A place in a column: a node's card, or a bend where a link crosses the column. */
export interface Cell {
  /** `undefined` for a bend. */
  readonly nodeId: string | undefined;
  readonly layer: number;
  /** Linked cells in the column before. */
  readonly before: Cell[];
  /** Linked cells in the column after. */
  readonly after: Cell[];
  /** The position in its column, from the top. */
  order: number;
  /** The vertical middle. */
  y: number;
}

export interface Columns<Link extends LinkEnds> {
  /** By layer, ascending, without gaps; each from top to bottom. */
  readonly columns: Cell[][];
  /** Each link with its cells: its cause first, its effect last. */
  readonly routes: readonly { readonly link: Link; readonly cells: readonly Cell[] }[];
}

/** With more bends than this, links are straight: single links cannot be followed in such a picture. */
export const MAX_BENDS = 3000;

/** Puts nodes, in the given order, and the bends of links longer than one layer into columns. With more than `mostBends`, links
 * have none. */
export function buildColumns<Link extends LinkEnds>(
  layers: ReadonlyMap<string, number>,
  links: readonly Link[],
  { mostBends = MAX_BENDS }: { readonly mostBends?: number } = {},
): Columns<Link> {
  let [first, last] = [Infinity, -Infinity];
  for (const layer of layers.values()) {
    first = Math.min(first, layer);
    last = Math.max(last, layer);
  }
  const columns: Cell[][] = Array.from({ length: last - first + 1 }, () => []);
  const add = (layer: number, nodeId?: string): Cell => {
    const column = columns[layer - first] ?? [];
    const cell: Cell = { nodeId, layer, before: [], after: [], order: column.length, y: 0 };
    column.push(cell);
    return cell;
  };
  const cards = new Map([...layers].map(([id, layer]) => [id, add(layer, id)]));

  let bendCount = 0;
  const routes = links.flatMap((link) => {
    const cause = cards.get(link.cause);
    const effect = cards.get(link.effect);
    if (cause === undefined || effect === undefined) return [];
    const between = Math.max(0, effect.layer - cause.layer - 1);
    const cells = [cause];
    if (bendCount + between <= mostBends) {
      bendCount += between;
      for (let i = 1; i <= between; i++) cells.push(add(cause.layer + i));
    }
    cells.push(effect);
    cells.reduce((from, to) => {
      if (to.layer === from.layer + 1) {
        from.after.push(to);
        to.before.push(from);
      }
      return to;
    });
    return [{ link, cells }];
  });
  return { columns, routes };
}
