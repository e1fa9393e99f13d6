'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { keyHint } from '@/components/commands/key-hint';
import { useCommands } from '@/components/commands/page-commands';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { ExplanationDirection } from '@/lib/causality/explain/explanation-bounds';
import { CLOSE_COMMAND, STORY_PANE_COMMANDS, type StoryPaneTarget } from './explanation-commands';
import { explanationQuery } from './explanation-query';
import { Story } from './story';
import styles from './story-pane.module.css';
import { useToldChain, type ShowChain } from './use-told-chain';

/** What the pane beside the graph shows. */
export type StorySide = 'story' | 'event';

const TABS = [
  { id: 'story', label: 'Story' },
  { id: 'event', label: 'Event' },
] as const;

/** The pane beside the graph of causes: the story of the shown chain, or the selected event. */
export function StoryPane({
  simulationId,
  chain,
  direction,
  links,
  selectedId,
  side: chosen,
  onSideChange,
  onShowChain,
  onSelectEvent,
  onClose,
  children,
}: {
  readonly simulationId: string;
  /** The ids of the shown chain; empty while the graph of the selected event is shown. */
  readonly chain: readonly string[];
  readonly direction: ExplanationDirection;
  readonly links: LinkChoice;
  readonly selectedId: string | null;
  /** `null` for the story of a chain that an explanation tells, otherwise the event. */
  readonly side: StorySide | null;
  readonly onSideChange: (side: StorySide) => void;
  readonly onShowChain: ShowChain;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
  readonly onClose: () => void;
  /** The selected event. */
  readonly children: ReactNode;
}) {
  const told = useToldChain(simulationId, chain, links, direction);
  const side = chosen ?? (chain.length >= 2 && told !== null ? 'story' : 'event');
  const client = useQueryClient();
  const [missing, setMissing] = useState<{ readonly eventId: string; readonly why: string }>();
  useCommands<StoryPaneTarget>(STORY_PANE_COMMANDS, { close: onClose });

  function choose(next: StorySide) {
    onSideChange(next);
    if (next === 'event' || chain.length >= 2 || selectedId === null) return;
    // Without a chain, the story is that of the likeliest cause.
    const miss = (why: string) => setMissing({ eventId: selectedId, why });
    client
      .query(explanationQuery(simulationId, selectedId, 'upstream', links))
      .then(({ causes: [best] }) => {
        if (best === undefined || best.path.length < 2) miss('No unusual cause was found.');
        else onShowChain(best.path, 'upstream');
      })
      .catch((error: unknown) => miss(error instanceof Error ? error.message : String(error)));
  }

  return (
    <div className={styles['pane']}>
      <div className={styles['bar']}>
        <Tabs
          label="Story or event"
          idPrefix="story-pane"
          items={TABS}
          selected={side}
          onSelect={choose}
        />
        <Button variant="quiet" {...keyHint(CLOSE_COMMAND)} onClick={onClose}>
          <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
            <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" strokeWidth="1.4" />
          </svg>
          <span className="visually-hidden">Close</span>
          <kbd>Esc</kbd>
        </Button>
      </div>
      <div
        id="story-pane-panel"
        role="tabpanel"
        aria-labelledby={`story-pane-${side}`}
        className={styles['panel']}
        tabIndex={-1}
      >
        {side === 'event' ? (
          children
        ) : told === undefined ? (
          <div className={styles['none']} aria-busy="true">
            <Skeleton width="70%" />
            <Skeleton width="90%" />
            <Skeleton width="80%" />
          </div>
        ) : told === null ? (
          <p className={styles['none']} role="status">
            {chain.length >= 2
              ? 'No explanation tells this chain. Its events are beside this pane.'
              : missing?.eventId === selectedId
                ? missing.why
                : 'Choose one of the likely causes to read how it led to the event.'}
          </p>
        ) : (
          <Story
            simulationId={simulationId}
            told={told}
            selectedId={selectedId}
            links={links}
            onSelectEvent={onSelectEvent}
            onShowChain={onShowChain}
          />
        )}
      </div>
    </div>
  );
}
