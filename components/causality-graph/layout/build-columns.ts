import type { LinkEnds } from './assign-layers';

/** A place in a column: a node's card, or a bend where a link passes the column on its way. */
export interface Cell {
  /** `undefined` for a bend. */
  readonly nodeId: string | undefined;
  readonly layer: number;
  /** Cells of the column before that are linked with this one. */
  readonly before: Cell[];
  /** Cells of the column after that are linked with this one. */
  readonly after: Cell[];
  /** Place in its column, from the top. */
  order: number;
  /** Vertical middle. */
  y: number;
}

export interface Columns<Link extends LinkEnds> {
  /** By layer, ascending, none left out; each from top to bottom. */
  readonly columns: Cell[][];
  /** Each link with the cells it runs through: its cause first, its effect last. */
  readonly routes: readonly { readonly link: Link; readonly cells: readonly Cell[] }[];
}

/** Beyond this many bends links run straight: a picture of so many links is not read one by one. */
const MAX_BENDS = 3000;

/** Puts nodes, in the order given, and the bends of links longer than one layer into columns. */
export function buildColumns<Link extends LinkEnds>(
  layers: ReadonlyMap<string, number>,
  links: readonly Link[],
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
    if (bendCount + between <= MAX_BENDS) {
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
