import { CARD_WIDTH } from './card-size';
import type { CausalGraph } from './causal-graph';
import type { Frame } from './frame-graph';
import type { GraphLayout } from './layout-graph';
import styles from './column-headings.module.css';

const BAND_MARGIN_PX = 14;
const BASELINE_PX = 20;
const STRIP_PX = 30;

/** Shades the selected column, from top to bottom. */
export function SelectedBand({ frame }: { readonly frame: Frame }) {
  const { left, right } = edges(frame);
  return <rect className={styles['band']} x={left} width={right - left} height="100%" />;
}

/** Names the selected column and what lies left and right of it, fixed to the top while the graph moves below. */
export function ColumnHeadings({
  graph,
  layout,
  frame,
}: {
  readonly graph: CausalGraph;
  readonly layout: GraphLayout;
  readonly frame: Frame;
}) {
  const { left, right } = edges(frame);
  const middle = (left + right) / 2;
  // An event of a cycle may stand on one side alone.
  const hasCause = graph.links.some(({ effect }) => effect === graph.selectedId);
  const hasEffect = graph.links.some(({ cause }) => cause === graph.selectedId);
  const side = (isOnSide: (layer: number) => boolean) =>
    layout.nodes.filter(({ layer }) => isOnSide(layer)).map(({ id }) => id);
  return (
    <g className={styles['headings']} aria-hidden="true">
      <rect className={styles['strip']} width="100%" height={STRIP_PX} />
      <text x={left - 10} y={BASELINE_PX} textAnchor="end">
        {heading(
          graph,
          side((layer) => layer < 0),
          'causes',
          hasCause ? '' : 'no causes declared',
        )}
      </text>
      {right - left > 60 ? (
        <text x={middle} y={BASELINE_PX} textAnchor="middle">
          selected
        </text>
      ) : null}
      <text x={right + 10} y={BASELINE_PX}>
        {heading(
          graph,
          side((layer) => layer > 0),
          'effects',
          hasEffect ? '' : 'no effects',
        )}
      </text>
    </g>
  );
}

function edges({ x, k }: Frame) {
  return { left: x - BAND_MARGIN_PX, right: x + CARD_WIDTH * k + BAND_MARGIN_PX };
}

function heading(
  { nodes }: CausalGraph,
  ids: readonly string[],
  name: string,
  none: string,
): string {
  if (ids.length === 0) return none;
  const turns = ids.flatMap((id) => {
    const node = nodes.get(id);
    return node?.kind === 'event' ? node.event.turn_number : [];
  });
  if (turns.length === 0) return name;
  const [first, last] = [Math.min(...turns), Math.max(...turns)];
  return first === last ? `${name}: turn ${first}` : `${name}: turns ${first}–${last}`;
}
