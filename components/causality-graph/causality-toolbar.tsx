import { Button } from '@/components/ui/button';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { CausalityChain } from '@/lib/api/client';
import { MAX_DEPTH } from '@/lib/causality/depth';
import styles from './causality-toolbar.module.css';

export type ChainShape = 'graph' | 'list';

const SHAPES: readonly { readonly shape: ChainShape; readonly label: string }[] = [
  { shape: 'graph', label: 'Graph' },
  { shape: 'list', label: 'List' },
];

interface CausalityToolbarProps {
  readonly depth: number;
  readonly onDepthChange: (depth: number) => void;
  readonly shape: ChainShape;
  readonly onShapeChange: (shape: ChainShape) => void;
  /** `undefined` until there is one. */
  readonly chain: CausalityChain | undefined;
}

/** How far to follow links, what that found, and as what to show it. */
export function CausalityToolbar(props: CausalityToolbarProps) {
  const { depth, onDepthChange, shape, onShapeChange, chain } = props;
  return (
    <div className={styles['toolbar']}>
      <div className={styles['depth']} role="group" aria-label="Depth">
        <Button
          variant="quiet"
          aria-label="Follow one link less"
          disabled={depth <= 1}
          onClick={() => onDepthChange(depth - 1)}
        >
          −
        </Button>
        <input
          className={styles['number']}
          aria-label="Links to follow each way"
          // What is typed is a draft; another depth replaces it.
          key={depth}
          type="number"
          inputMode="numeric"
          min={1}
          max={MAX_DEPTH}
          defaultValue={depth}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit(event.currentTarget, depth, onDepthChange);
          }}
          onBlur={(event) => commit(event.currentTarget, depth, onDepthChange)}
        />
        <Button
          variant="quiet"
          aria-label="Follow one link more"
          disabled={depth >= MAX_DEPTH}
          onClick={() => onDepthChange(depth + 1)}
        >
          +
        </Button>
        <span className={styles['unit']} aria-hidden="true">
          {depth === 1 ? 'link' : 'links'}
          <span className={styles['wide']}> each way</span>
        </span>
      </div>
      <p className={styles['counts']} role="status">
        {chain === undefined ? '' : <Counts chain={chain} />}
      </p>
      <div className={styles['shapes']} role="group" aria-label="Shown as">
        {SHAPES.map(({ shape: other, label }) => (
          <button
            key={other}
            type="button"
            aria-pressed={other === shape}
            onClick={() => onShapeChange(other)}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}

/** `12 events · 1 cause not in the files` */
function Counts({ chain }: { readonly chain: CausalityChain }) {
  const found = [chain.event, ...chain.upstream, ...chain.downstream];
  const count = new Set(found.map((event) => event.event_id)).size;
  const missing = chain.missing_causes.length;
  return (
    <>
      {chain.truncated ? (
        <span className={styles['truncated']}>
          the nearest {formatCount(count)} events; there are more
        </span>
      ) : (
        countOf(count, 'event')
      )}
      {missing === 0 ? '' : ` · ${countOf(missing, 'cause')} not in the files`}
    </>
  );
}

function commit(input: HTMLInputElement, depth: number, onChange: (depth: number) => void): void {
  const typed = input.valueAsNumber;
  if (Number.isInteger(typed) && typed >= 1 && typed <= MAX_DEPTH) {
    if (typed !== depth) onChange(typed);
  } else {
    input.value = String(depth);
  }
}
