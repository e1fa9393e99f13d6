import type { ReactNode } from 'react';
import { Segmented } from '@/components/ui/segmented';
import { Toolbar } from '@/components/ui/toolbar';
import { DEFAULT_LINKS, type LinkChoice } from '@/lib/causality/causal-link';
import { MAX_DEPTH } from '@/lib/causality/depth';
import type { HighlightName } from './graph/highlight';
import styles from './causality-toolbar.module.css';

export type ChainShape = 'graph' | 'list';

const SHAPE_NAMES: Readonly<Record<ChainShape, string>> = { graph: 'Graph', list: 'List' };
const SHAPES: readonly ChainShape[] = ['graph', 'list'];

const DEPTHS: readonly number[] = [1, 2, 3, 5, MAX_DEPTH];

const HIGHLIGHT_BUTTONS: readonly {
  readonly name: HighlightName;
  readonly label: string;
  readonly hint: string;
}[] = [
  { name: 'roots', label: 'Root causes', hint: 'Events without a cause' },
  {
    name: 'dominators',
    label: 'Necessary events',
    hint: 'Without any of them, the event would not have happened: they are on every path from the root causes',
  },
  { name: 'longest', label: 'Longest chain', hint: 'The longest path that ends at the event' },
  {
    name: 'influence',
    label: 'Influence',
    hint: 'The number of events in this chain to which each led',
  },
];

/** In place of a number of links: the chain of the likely cause. */
const LIKELY_CAUSE = 'likely cause';

/** The choices of a reader for a chain. A link restores them. */
export interface ChainChoice {
  /** The number of links to follow in each direction, 1 to 20. */
  readonly depth: number;
  /** `null`: the default for the run. */
  readonly links: LinkChoice | null;
  readonly highlight: HighlightName | null;
  /** The other end of the shown paths. */
  readonly pathTo: string | null;
}

interface CausalityToolbarProps {
  readonly choice: ChainChoice & { readonly links: LinkChoice };
  readonly onChange: (change: Partial<ChainChoice>) => void;
  /** Whether the other end of a path is being chosen. */
  readonly isPicking: boolean;
  readonly onPick: (isPicking: boolean) => void;
  readonly shape: ChainShape;
  readonly onShapeChange: (shape: ChainShape) => void;
  /** Whether the chain of a likely cause is shown. Default false. */
  readonly isLikelyCause?: boolean;
  readonly onShowLikelyCause: () => void;
  /** The menu of shown types and agents. */
  readonly hideMenu: ReactNode;
  /** More buttons, at the end. */
  readonly tools?: ReactNode;
}

/** Controls for depth, links, highlights, and the form of the view. */
export function CausalityToolbar({
  choice,
  onChange,
  isPicking,
  onPick,
  shape,
  onShapeChange,
  isLikelyCause = false,
  onShowLikelyCause,
  hideMenu,
  tools,
}: CausalityToolbarProps) {
  const { depth, links, highlight, pathTo } = choice;
  const isPathShown = isPicking || pathTo !== null;
  return (
    <Toolbar label="Chain" className={styles['toolbar']}>
      <div className={styles['depth']}>
        <span aria-hidden="true">Links:</span>
        <Segmented
          label="Links to follow each way"
          values={[...[...new Set([...DEPTHS, depth])].sort((a, b) => a - b), LIKELY_CAUSE]}
          chosen={isLikelyCause ? LIKELY_CAUSE : depth}
          onChoose={(steps) => {
            if (typeof steps === 'number') onChange({ depth: steps });
            else onShowLikelyCause();
          }}
          nameOf={(steps) => (steps === MAX_DEPTH ? `All, at most ${MAX_DEPTH}` : `${steps}`)}
        >
          {(steps) => (steps === MAX_DEPTH ? 'all' : steps)}
        </Segmented>
      </div>
      <div className={styles['switches']} role="group" aria-label="Links to follow">
        {(['declared', 'inferred'] as const).map((origin) => (
          <Switch
            key={origin}
            isOn={links === origin || links === 'all'}
            onPress={() => onChange({ links: toggleOrigin(links, origin) })}
          >
            <LineSample isDashed={origin === 'inferred'} />
            {origin}
          </Switch>
        ))}
      </div>
      {isLikelyCause ? null : (
        <>
          <Switch
            isOn={isPathShown}
            onPress={() => {
              onChange({ pathTo: null });
              onPick(!isPathShown);
            }}
            hint="Show how this event and another are linked"
          >
            Path to…
          </Switch>
          {HIGHLIGHT_BUTTONS.map(({ name, label, hint }) => (
            <Switch
              key={name}
              isOn={highlight === name && !isPathShown}
              hint={hint}
              onPress={() => {
                onPick(false);
                onChange({
                  pathTo: null,
                  highlight: highlight === name && !isPathShown ? null : name,
                });
              }}
            >
              {label}
            </Switch>
          ))}
        </>
      )}
      {hideMenu}
      <div className={styles['last']}>
        {tools}
        <Segmented label="Shown as" values={SHAPES} chosen={shape} onChoose={onShapeChange}>
          {(other) => SHAPE_NAMES[other]}
        </Segmented>
      </div>
    </Toolbar>
  );
}

/** The links to follow after switching one of the two kinds; one of them always stays on. */
export function toggleOrigin(links: LinkChoice, origin: 'declared' | 'inferred'): LinkChoice {
  const other = origin === 'declared' ? 'inferred' : DEFAULT_LINKS;
  if (links === 'all' || links === origin) return other;
  return 'all';
}

function Switch({
  isOn,
  onPress,
  hint,
  children,
}: {
  readonly isOn: boolean;
  readonly onPress: () => void;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={styles['switch']}
      aria-pressed={isOn}
      title={hint}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

function LineSample({ isDashed }: { readonly isDashed: boolean }) {
  return (
    <svg className={styles['sample']} width="16" height="8" aria-hidden="true">
      <line x2="16" y1="4" y2="4" strokeDasharray={isDashed ? '4 3' : undefined} />
    </svg>
  );
}
