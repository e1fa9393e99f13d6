'use client';

import { useMemo, type RefObject } from 'react';
import { fitText } from '@/components/ui/fit-text';
import { formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import { useMeasureText } from '@/components/ui/use-measure-text';
import type { EnsembleForks } from '@/lib/api/ensemble-contract';
import { CARD, choiceText, layoutForks, type PlacedNode } from './fork-layout';
import styles from './forks-section.module.css';

const PADDING_PX = 8;
const BAR_PX = 6;
const CROSS_PX = 14;
/** Bold letters are wider than those that are measured. */
const BOLD = 1.08;

/** The tree of decisions. The width of a link counts runs, a bar shows the share that answers yes. */
export function ForkDrawing({
  forks,
  words,
  drawing,
}: {
  readonly forks: EnsembleForks;
  /** The question in a word or two. */
  readonly words: string;
  readonly drawing: RefObject<SVGSVGElement | null>;
}) {
  const measure = useMeasureText(12);
  const layout = useMemo(() => layoutForks(forks.nodes), [forks.nodes]);
  const telling = forks.telling?.node;
  return (
    <svg
      ref={drawing}
      width={layout.widthPx}
      height={layout.heightPx}
      viewBox={`0 0 ${layout.widthPx} ${layout.heightPx}`}
      className={styles['drawing']}
      role="img"
      aria-label={`Tree of decisions of ${formatCount(forks.run_count)} runs. Its table has the same content.`}
    >
      {layout.links.map(({ id, path, widthPx }) => (
        <path key={id} d={path} className={styles['branch']} style={{ strokeWidth: widthPx }} />
      ))}
      {layout.headings.map(({ node, turn, agent, x, y }) => (
        <text
          key={node}
          x={x}
          y={y}
          className={node === telling ? styles['tellingHeading'] : styles['heading']}
        >
          {fitText(
            `turn ${formatCount(turn)} · ${shownName(agent)}`,
            (CARD.width + 24) / BOLD,
            measure,
          )}
        </text>
      ))}
      {layout.nodes.map((placed) => (
        <Card
          key={placed.node.id}
          placed={placed}
          words={words}
          isTelling={telling !== undefined && placed.node.parent === telling}
          fit={(text, widthPx) => fitText(text, widthPx / BOLD, measure)}
        />
      ))}
    </svg>
  );
}

function Card({
  placed: { node, x, y },
  words,
  isTelling,
  fit,
}: {
  readonly placed: PlacedNode;
  readonly words: string;
  readonly isTelling: boolean;
  readonly fit: (text: string, widthPx: number) => string;
}) {
  const { run_count, yes_count } = node;
  const choice = shownName(choiceText(node));
  const isFailed = /\bfailed\b/.test(node.choice ?? '');
  const left = PADDING_PX + (isFailed ? CROSS_PX : 0);
  const title =
    node.parent === null ? `all ${formatCount(run_count)}` : `${formatCount(run_count)} ${choice}`;
  const width = CARD.width - 2 * PADDING_PX;
  const share = (yes_count ?? 0) / Math.max(1, run_count);
  return (
    <g transform={`translate(${x} ${y})`}>
      <title>{`${title}${yes_count === null ? '' : `; ${formatCount(yes_count)} ${words}`}`}</title>
      <rect
        width={CARD.width}
        height={CARD.height}
        rx={4}
        className={isTelling ? styles['tellingCard'] : styles['card']}
      />
      {isFailed ? <path d={`M${PADDING_PX} 10l8 8m0 -8l-8 8`} className={styles['cross']} /> : null}
      <text x={left} y={18} className={styles['cardTitle']}>
        {fit(title, CARD.width - left - PADDING_PX)}
      </text>
      {yes_count === null ? null : (
        <>
          <text x={PADDING_PX} y={33} className={styles['cardText']}>
            {fit(`${formatCount(yes_count)} ${words}`, width)}
          </text>
          <rect
            x={PADDING_PX}
            y={CARD.height - BAR_PX - 3}
            width={width}
            height={BAR_PX}
            rx={2}
            className={styles['track']}
          />
          <rect
            x={PADDING_PX}
            y={CARD.height - BAR_PX - 3}
            width={width * share}
            height={BAR_PX}
            rx={2}
            className={styles['fill']}
          />
        </>
      )}
    </g>
  );
}
