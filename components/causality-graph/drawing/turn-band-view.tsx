import { memo, useMemo } from 'react';
import type { Box } from '../layout/box';
import { CARD_WIDTH, LAYER_WIDTH } from '../layout/card-size';
import type { Frame, Size } from './frame-graph';
import type { LaidOutGraph } from '../layout/use-graph-layout';
import { turnBands, turnsText, type TurnBand } from '../layout/turn-bands';
import styles from './turn-band-view.module.css';

/** In the graph's pixels. */
const BAND_MARGIN = 14;
const SIDES_BASELINE_PX = 16;
const TURNS_BASELINE_PX = 35;
/** The height of the fixed strip above the graph. */
const STRIP_PX = 44;
/** The maximum width of a letter in a heading. */
const LETTER_PX = 7;
const UNMOVED: Frame = { x: 0, y: 0, k: 1 };

/**
 * Shades every other stretch of a single turn, separates stretches of mixed turns and the selected column. In the graph's
 * pixels.
 */
export const TurnBands = memo(function TurnBands({
  laidOut,
  area: { top, bottom },
}: {
  readonly laidOut: LaidOutGraph;
  /** The vertical extent of the bands. */
  readonly area: Pick<Box, 'top' | 'bottom'>;
}) {
  const bands = useTurnBands(laidOut);
  const selected = cardEdges(UNMOVED);
  const height = bottom - top;
  return (
    <g className={styles['bands']} aria-hidden="true">
      {bands.map((band, i) => {
        const { left, right } = bandEdges(band, UNMOVED);
        const isMixed = band.firstTurn !== band.lastTurn;
        return (
          <g key={band.fromLayer} className={styles[isMixed ? 'mixed' : 'single']}>
            <rect
              className={i % 2 === 0 ? styles['even'] : undefined}
              x={left}
              y={top}
              width={right - left}
              height={height}
            />
            <path d={`M${left} ${top}v${height}M${right} ${top}v${height}`} />
          </g>
        );
      })}
      <rect
        className={styles['selected']}
        x={selected.left}
        y={top}
        width={selected.right - selected.left}
        height={height}
      />
    </g>
  );
});

/** Headings for sides and turns, fixed at the top while the graph moves below. */
export function BandHeadings({
  laidOut,
  frame,
  size,
}: {
  readonly laidOut: LaidOutGraph;
  readonly frame: Frame;
  readonly size: Size;
}) {
  const { graph } = laidOut;
  const bands = useTurnBands(laidOut);
  const { left, right } = cardEdges(frame);
  // In a cycle, all other events may be on the same side.
  const hasCause = graph.links.some(({ effect }) => effect === graph.selectedId);
  const hasEffect = graph.links.some(({ cause }) => cause === graph.selectedId);
  return (
    <g className={styles['headings']} aria-hidden="true">
      <rect className={styles['strip']} width="100%" height={STRIP_PX} />
      {laidOut.headings === undefined ? (
        <>
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
        </>
      ) : (
        [...laidOut.headings].map(([layer, text]) => {
          const middle = (left + right) / 2 + layer * LAYER_WIDTH * frame.k;
          return text.length * LETTER_PX > LAYER_WIDTH * frame.k ? null : (
            <text key={layer} x={middle} y={SIDES_BASELINE_PX} textAnchor="middle">
              {text}
            </text>
          );
        })
      )}
      {bands.map((band) => {
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

function useTurnBands({ graph, layout }: LaidOutGraph): readonly TurnBand[] {
  return useMemo(() => turnBands(graph.nodes, layout), [graph, layout]);
}

function cardEdges({ x, k }: Frame) {
  return { left: x - BAND_MARGIN * k, right: x + (CARD_WIDTH + BAND_MARGIN) * k };
}

/** Bands meet in the middle between two layers. */
function bandEdges({ fromLayer, toLayer }: TurnBand, { x, k }: Frame) {
  const half = (LAYER_WIDTH - CARD_WIDTH) / 2;
  return {
    left: x + (fromLayer * LAYER_WIDTH - half) * k,
    right: x + (toLayer * LAYER_WIDTH + CARD_WIDTH + half) * k,
  };
}
