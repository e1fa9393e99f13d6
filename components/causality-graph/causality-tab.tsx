'use client';

import { useQueryClient } from '@tanstack/react-query';
import { WHY } from '@/components/causal-link/why';
import type { PaneProps } from '@/components/pane';
import { linksOfRun } from '@/components/causal-link/links-of-run';
import { explanationQuery } from '@/components/explanation/explanation-query';
import { LikelyCauses } from '@/components/explanation/likely-causes';
import { useToldChain, type ShowChain } from '@/components/explanation/use-told-chain';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useSameList } from '@/components/ui/use-same-list';
import type { FieldValues } from '@/components/url-field';
import { CausalityPane } from './causality-pane';
import { ChainView } from './chain-view';
import type { CausalityFields } from './fields';
import { LikelyChainPane } from './likely-chain-pane';
import styles from './causality-tab.module.css';

/** The likely causes of an event, and below them its graph, or the chain of one of them. */
export function CausalityTab(props: PaneProps<FieldValues<CausalityFields>>) {
  const { simulation, selectedEventId, fields, onFieldsChange, onSelectEvent } = props;
  const chain = useSameList(fields.chain);
  const links = linksOfRun(fields.links, simulation);
  const told = useToldChain(simulation.id, chain, links, fields.chainDirection);
  const client = useQueryClient();
  const isChain = chain.length >= 2;

  if (isChain && told === null) {
    return (
      <ChainView
        simulationId={simulation.id}
        eventIds={chain}
        selectedId={selectedEventId}
        onSelectEvent={onSelectEvent}
        onClose={() => onFieldsChange({ chain: [] }, 'push')}
      />
    );
  }
  const explainedId = isChain
    ? (chain.at(fields.chainDirection === 'upstream' ? -1 : 0) ?? null)
    : selectedEventId;
  if (explainedId === null) {
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
  const showChain: ShowChain = (eventIds, chainDirection) =>
    onFieldsChange({ chain: eventIds, chainDirection, beside: null }, 'push');
  const close = () => onFieldsChange({ beside: 'none' }, 'replace');
  const tools =
    fields.beside === 'none' ? (
      <Button onClick={() => onFieldsChange({ beside: null }, 'replace')}>
        {isChain ? 'Show the story' : 'Show the event'}
      </Button>
    ) : null;

  function showLikelyCause(eventId: string) {
    client
      .query(explanationQuery(simulation.id, eventId, 'upstream', links))
      .then(({ causes: [best] }) => {
        if (best !== undefined && best.path.length >= 2) showChain(best.path, 'upstream');
      })
      .catch(() => {
        // The list of likely causes reports that the server does not answer.
      });
  }

  return (
    <div className={styles['tab']}>
      <LikelyCauses
        key={isChain ? `${fields.chainDirection} ${explainedId}` : ''}
        simulationId={simulation.id}
        eventId={explainedId}
        selectedId={selectedEventId ?? explainedId}
        links={links}
        told={told}
        firstDirection={isChain ? fields.chainDirection : 'upstream'}
        isTable
        onShowChain={showChain}
        onSelectEvent={onSelectEvent}
      />
      <div className={styles['graph']}>
        {isChain ? (
          <LikelyChainPane
            simulationId={simulation.id}
            told={told ?? undefined}
            choice={{ ...fields, links }}
            onShowGraph={(change) => onFieldsChange({ ...change, chain: [], beside: null }, 'push')}
            selectedId={selectedEventId}
            onSelectEvent={(id) => {
              onSelectEvent(id);
              const isTold = told?.steps.some(({ eventIds }) => eventIds.includes(id)) === true;
              if (!isTold) onFieldsChange({ beside: 'event' }, 'replace');
            }}
            onDismiss={close}
            tools={tools}
          />
        ) : (
          <CausalityPane
            simulationId={simulation.id}
            eventId={explainedId}
            runDeclaresCauses={simulation.declared_link_count > 0}
            choice={fields}
            onChange={onFieldsChange}
            trail={props.trail}
            onSelectEvent={onSelectEvent}
            onShowLikelyCause={() => showLikelyCause(explainedId)}
            tools={tools}
          />
        )}
      </div>
    </div>
  );
}
