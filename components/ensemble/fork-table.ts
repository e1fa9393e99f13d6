import type { EnsembleForks } from '@/lib/api/ensemble-contract';
import { choiceText, type ForkNode } from './fork-layout';
import { numberText } from './number-text';
import type { TableColumn } from './table-column';

/** A branch of a fork. */
export interface ForkRow {
  readonly node: ForkNode;
  readonly turn: number | null;
  readonly agent: string;
  /** What its runs decided at the forks before, then at this one. */
  readonly way: string;
  readonly gain: number | null;
}

/** The branches in the order of the tree: each before its own branches. */
export function forkRows({ nodes }: EnsembleForks): readonly ForkRow[] {
  const rows: ForkRow[] = [];
  const [root] = nodes;
  const pending: { readonly node: ForkNode; readonly way: string }[] =
    root === undefined ? [] : [{ node: root, way: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, way } = next;
    const parent = node.parent === null ? null : (nodes[node.parent]?.fork ?? null);
    const whole = way === '' ? choiceText(node) : `${way} → ${choiceText(node)}`;
    const { turn = null, agent_id: agent = '', gain = null } = parent ?? {};
    rows.push({ node, way: whole, turn, agent, gain });
    const branches = (node.fork?.branches ?? []).flatMap((id) => nodes[id] ?? []);
    for (const branch of branches.toReversed()) {
      pending.push({ node: branch, way: node.parent === null ? '' : whole });
    }
  }
  return rows;
}

export function forkColumns(words: string, isAsked: boolean): readonly TableColumn<ForkRow>[] {
  const number = (
    title: string,
    valueOf: (row: ForkRow) => number | null,
    hint?: string,
  ): TableColumn<ForkRow> => ({
    id: title,
    title,
    ...(hint === undefined ? {} : { hint }),
    widthPx: 52,
    grow: 0.5,
    isNumber: true,
    text: (row) => String(valueOf(row) ?? ''),
    cell: (row) => numberText(valueOf(row)),
  });
  return [
    number('turn', ({ turn }) => turn),
    { id: 'agent', title: 'agent', widthPx: 96, grow: 1, text: ({ agent }) => agent },
    { id: 'decisions', title: 'decisions', widthPx: 180, grow: 3, text: ({ way }) => way },
    number('runs', ({ node }) => node.run_count),
    ...(isAsked
      ? [
          number(words, ({ node }) => node.yes_count),
          number('bits', ({ gain }) => gain, 'bits that the fork tells about the question'),
        ]
      : []),
  ];
}
