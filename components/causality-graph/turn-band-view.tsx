import { CARD_WIDTH, LAYER_WIDTH } from './card-size';
import type { Frame, Size } from './frame-graph';
import type { LaidOutGraph } from './use-graph-layout';
import { turnBands, turnsText, type TurnBand } from './turn-bands';
import styles from './turn-band-view.module.css';

const BAND_MARGIN_PX = 14;
const SIDES_BASELINE_PX = 16;
const TURNS_BASELINE_PX = 35;
/** Height of what stands fixed above the graph. */
const STRIP_PX = 44;
/** How wide a letter of a heading is at most. */
const LETTER_PX = 7;

interface BandProps {
  readonly laidOut: LaidOutGraph;
  readonly frame: Frame;
}

/** Shades the stretches of one turn each by turns, marks off those that mix them, and the selected column. */
export function TurnBands({ laidOut, frame }: BandProps) {
  const bands = turnBands(laidOut.graph.nodes, laidOut.layout);
  const selected = cardEdges(frame);
  return (
    <g className={styles['bands']} aria-hidden="true">
      {bands.map((band, i) => {
        const { left, right } = bandEdges(band, frame);
        const isMixed = band.firstTurn !== band.lastTurn;
        return (
          <g key={band.fromLayer} className={styles[isMixed ? 'mixed' : 'single']}>
            <rect
              className={i % 2 === 0 ? styles['even'] : undefined}
              x={left}
              width={right - left}
              height="100%"
            />
            <line x1={left} x2={left} y2="100%" />
            <line x1={right} x2={right} y2="100%" />
          </g>
        );
      })}
      <rect
        className={styles['selected']}
        x={selected.left}
        width={selected.right - selected.left}
        height="100%"
      />
    </g>
  );
}

/** Names sides and turns, fixed to the top while the graph moves below. */
export function BandHeadings({ laidOut, frame, size }: BandProps & { readonly size: Size }) {
  const { graph, layout } = laidOut;
  const { left, right } = cardEdges(frame);
  // An event of a cycle may stand on one side alone.
  const hasCause = graph.links.some(({ effect }) => effect === graph.selectedId);
  const hasEffect = graph.links.some(({ cause }) => cause === graph.selectedId);
  return (
    <g className={styles['headings']} aria-hidden="true">
      <rect className={styles['strip']} width="100%" height={STRIP_PX} />
      <text x={left - 10} y={SIDES_BASELINE_PX} textAnchor="end">
        {hasCause ? '← causes' : 'no causes'}
      </text>
      {right - left > 60 ? (
        <text x={(left + right) / 2} y={SIDES_BASELINE_PX} textAnchor="middle">
          selected
        </text>
      ) : null}
      <text x={right + 10} y={SIDES_BASELINE_PX}>
        {hasEffect ? 'effects →' : 'no effects'}
      </text>
      {turnBands(graph.nodes, layout).map((band) => {
        const edges = bandEdges(band, frame);
        const from = Math.max(edges.left, 0);
        const to = Math.min(edges.right, size.width);
        const text = turnsText(band.firstTurn, band.lastTurn);
        if (to - from < text.length * LETTER_PX) return null;
        return (
          <text
            key={band.fromLayer}
            className={styles['turn']}
            x={(from + to) / 2}
            y={TURNS_BASELINE_PX}
            textAnchor="middle"
          >
            {text}
          </text>
        );
      })}
    </g>
  );
}

function cardEdges({ x, k }: Frame) {
  return { left: x - BAND_MARGIN_PX, right: x + CARD_WIDTH * k + BAND_MARGIN_PX };
}

/** Bands meet in the middle between two layers. */
function bandEdges({ fromLayer, toLayer }: TurnBand, { x, k }: Frame) {
  const half = (LAYER_WIDTH - CARD_WIDTH) / 2;
  return {
    left: x + (fromLayer * LAYER_WIDTH - half) * k,
    right: x + (toLayer * LAYER_WIDTH + CARD_WIDTH + half) * k,
  };
}
