'use client';

import type { FunctionComponent } from 'react';
import type { PaneProps, PaneView } from '@/components/pane';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { PaneBoundary } from '@/components/server-contact/pane-boundary';
import { Button } from '@/components/ui/button';
import { Tabs } from '@/components/ui/tabs';
import { criteriaKey } from '@/lib/filters/criteria-key';
import styles from './explorer.module.css';
import { PANES, type ViewTab } from './panes';
import type { ViewState } from './view-state';

/** The tabs and the pane of the selected one. */
export function ExplorerCentre({
  tab,
  onTab,
  note,
  onOpenFilters,
  ...props
}: PaneProps<ViewState> & {
  readonly tab: ViewTab;
  readonly onTab: (tab: ViewTab) => void;
  /** The result of the last command. */
  readonly note: string;
  readonly onOpenFilters: () => void;
}) {
  const { pane, View } = shownPane(tab);
  return (
    <>
      <div className={styles['tabBar']}>
        <Tabs label="Views" idPrefix="view" items={PANES} selected={tab} onSelect={onTab} />
        <p role="status" className={styles['note']}>
          {note}
        </p>
        {pane.layout.hasFilters ? (
          <Button
            className={styles['filterButton'] ?? ''}
            onClick={onOpenFilters}
            data-tour="filters"
            aria-haspopup="dialog"
          >
            Filters
          </Button>
        ) : null}
      </div>
      <div
        id="view-panel"
        className={styles['panel']}
        role="tabpanel"
        tabIndex={-1}
        aria-labelledby={`view-${tab}`}
      >
        <PaneBoundary
          key={tab}
          name={pane.name}
          of={`${criteriaKey(props.criteria)} ${props.selectedEventId ?? ''}`}
        >
          <View {...props} />
        </PaneBoundary>
      </div>
    </>
  );
}

const SHOWN_PANES = PANES.map((pane) => ({ pane, View: viewOf(pane.view) }));

/** A pane and its component, which loads its code when it is first rendered. */
function shownPane(tab: ViewTab): (typeof SHOWN_PANES)[number] {
  const shown = SHOWN_PANES.find(({ pane }) => pane.id === tab);
  if (shown === undefined) throw new Error(`${JSON.stringify(tab)} is not a tab.`);
  return shown;
}

function viewOf(view: PaneView<ViewState>): FunctionComponent<PaneProps<ViewState>> {
  return 'load' in view ? lazyPane(view.load) : view.component;
}
