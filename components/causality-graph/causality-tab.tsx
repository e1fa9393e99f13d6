'use client';

import { WHY } from '@/components/causal-link/why';
import type { PaneProps } from '@/components/pane';
import { linksOfRun } from '@/components/causal-link/links-of-run';
import { LikelyCauses } from '@/components/explanation/likely-causes';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { FieldValues } from '@/components/url-field';
import { CausalityPane } from './causality-pane';
import { ChainView } from './chain-view';
import type { CausalityFields } from './fields';
import styles from './causality-tab.module.css';

/** The graph of the selected event, or how to select one; the chain of a link in its place. */
export function CausalityTab(props: PaneProps<FieldValues<CausalityFields>>) {
  const { simulation, selectedEventId } = props;
  const { chain } = props.fields;
  if (chain.length >= 2) {
    return (
      <ChainView
        simulationId={simulation.id}
        eventIds={chain}
        links={linksOfRun(props.fields.links, simulation)}
        selectedId={selectedEventId}
        onSelectEvent={props.onSelectEvent}
        onClose={() => props.onFieldsChange({ chain: [] }, 'push')}
      />
    );
  }
  if (selectedEventId === null) {
    return (
      <Notice title="Choose an event to see its causes and effects">
        <p>
          Select one in the Events tab and press <kbd>Enter</kbd>, or <b>{WHY}</b> beside it.
        </p>
        <p>
          <Button onClick={props.onOpenEvents}>Go to events</Button>
        </p>
      </Notice>
    );
  }
  return (
    <div className={styles['tab']}>
      <LikelyCauses
        simulationId={simulation.id}
        eventId={selectedEventId}
        links={linksOfRun(props.fields.links, simulation)}
        isStrip
        onShowChain={(eventIds) => props.onFieldsChange({ chain: eventIds }, 'push')}
        onSelectEvent={props.onSelectEvent}
      />
      <div className={styles['graph']}>
        <CausalityPane
          simulationId={simulation.id}
          eventId={selectedEventId}
          runDeclaresCauses={simulation.declared_link_count > 0}
          choice={props.fields}
          onChange={props.onFieldsChange}
          trail={props.trail}
          onSelectEvent={props.onSelectEvent}
        />
      </div>
    </div>
  );
}
