import { hierarchy, linkHorizontal, max, min, tree, type HierarchyPointNode } from 'd3';
import type { EnsembleForks } from '@/lib/api/ensemble-contract';

export type ForkNode = EnsembleForks['nodes'][number];

export const CARD = { width: 134, height: 46 } as const;
const COLUMN_PX = CARD.width + 30;
const ROW_PX = CARD.height + 14;
/** The room of the words above the branches of a fork. */
const HEADING_PX = 18;
const MARGIN_PX = 12;
/** The width of a link with all runs. */
const MAX_LINK_PX = 34;
const MIN_LINK_PX = 1.5;

export interface PlacedNode {
  readonly node: ForkNode;
  /** The upper left corner of its card. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedLink {
  readonly id: number;
  readonly path: string;
  /** Its width counts its runs. */
  readonly widthPx: number;
}

/** The words above the branches of a fork: where its runs decide differently. */
export interface ForkHeading {
  /** The id of the node that forks. */
  readonly node: number;
  readonly turn: number;
  readonly agent: string;
  readonly x: number;
  readonly y: number;
}

export interface ForkLayout {
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
  readonly headings: readonly ForkHeading[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Places the tree: the common beginning at the left, each fork a column further, its largest branch above. */
export function layoutForks(nodes: readonly ForkNode[]): ForkLayout {
  const [root] = nodes;
  if (root === undefined) return { nodes: [], links: [], headings: [], widthPx: 0, heightPx: 0 };
  const branchesOf = ({ fork }: ForkNode) =>
    (fork?.branches ?? []).flatMap((id) => nodes[id] ?? []);
  const placed = tree<ForkNode>()
    .nodeSize([ROW_PX, COLUMN_PX])
    .separation((a, b) => (a.parent === b.parent ? 1 : 1 + HEADING_PX / ROW_PX + 0.1))(
    hierarchy(root, branchesOf),
  );
  const all = placed.descendants();
  const top = (min(all, ({ x }) => x) ?? 0) - CARD.height / 2 - HEADING_PX - MARGIN_PX;
  const middleOf = ({ x }: HierarchyPointNode<ForkNode>) => x - top;
  const leftOf = ({ y }: HierarchyPointNode<ForkNode>) => y + MARGIN_PX;
  const linkPx = (runs: number) => Math.max(MIN_LINK_PX, (MAX_LINK_PX * runs) / root.run_count);
  const curve = linkHorizontal();

  const links = all.flatMap((parent) => {
    const branches = parent.children ?? [];
    const total = branches.reduce((sum, { data }) => sum + linkPx(data.run_count), 0);
    let offset = -total / 2;
    return branches.map((branch): PlacedLink => {
      const widthPx = linkPx(branch.data.run_count);
      const from = middleOf(parent) + offset + widthPx / 2;
      offset += widthPx;
      const path = curve({
        source: [leftOf(parent) + CARD.width, from],
        target: [leftOf(branch), middleOf(branch)],
      });
      return { id: branch.data.id, path: path ?? '', widthPx };
    });
  });
  const headings = all.flatMap(({ data, children }): readonly ForkHeading[] => {
    const [first] = children ?? [];
    if (first === undefined || data.fork === null) return [];
    const { turn, agent_id: agent } = data.fork;
    const y = middleOf(first) - CARD.height / 2 - 6;
    return [{ node: data.id, turn, agent, x: leftOf(first), y }];
  });
  return {
    nodes: all.map((each) => ({
      node: each.data,
      x: leftOf(each),
      y: middleOf(each) - CARD.height / 2,
    })),
    links,
    headings,
    widthPx: (max(all, leftOf) ?? 0) + CARD.width + MARGIN_PX,
    heightPx: (max(all, middleOf) ?? 0) + CARD.height / 2 + MARGIN_PX,
  };
}

/** What the runs of a node decided. */
export function choiceText({ choice, is_rest, branch_count, parent }: ForkNode): string {
  if (parent === null) return 'all';
  if (is_rest) return `${String(branch_count)} other choices`;
  return choice ?? 'no decision';
}
