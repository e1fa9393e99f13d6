'use client';

import { WHY } from '@/components/causal-link/why';
import type { PaneProps } from '@/components/pane';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { FieldValues } from '@/components/url-field';
import { CausalityPane } from './causality-pane';
import { ChainView } from './chain-view';
import type { CausalityFields } from './fields';

/** The graph of the selected event, or how to select one; the chain of a link in its place. */
export function CausalityTab(props: PaneProps<FieldValues<CausalityFields>>) {
  const { simulation, selectedEventId } = props;
  const { chain } = props.fields;
  if (chain.length >= 2) {
    return (
      <ChainView
        simulationId={simulation.id}
        eventIds={chain}
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
    <CausalityPane
      simulationId={simulation.id}
      eventId={selectedEventId}
      runDeclaresCauses={simulation.declared_link_count > 0}
      choice={props.fields}
      onChange={props.onFieldsChange}
      trail={props.trail}
      onSelectEvent={props.onSelectEvent}
    />
  );
}
