'use client';

import { useState } from 'react';
import { CommandPalette } from '@/components/command-palette/command-palette';
import { useFoundNames } from '@/components/filters/use-found-names';
import {
  commandsForText,
  explorerCommands,
  type ExplorerActions,
  type FoundAgents,
} from './explorer-commands';

/** What can be done in the explorer, by its name. */
export function ExplorerPalette({
  actions,
  onClose,
}: {
  readonly actions: ExplorerActions;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState('');
  const asked = useAskedAgents(actions, text.trim());
  return (
    <CommandPalette
      groups={explorerCommands(actions)}
      commandsFor={(typed) => commandsForText(actions, typed, asked)}
      text={text}
      onText={setText}
      onClose={onClose}
    />
  );
}

/** What the server finds where a run has more agents than the page knows; `undefined` until then, and where it knows all. */
function useAskedAgents({ simulation }: ExplorerActions, text: string): FoundAgents | undefined {
  const isCut = simulation.agent_count > simulation.agents.length;
  const answer = useFoundNames(simulation.id, {}, isCut ? text : '');
  if (answer.state !== 'ready') return undefined;
  const { values, value_count: count } = answer.data.agents;
  const agents = values.flatMap(({ agent_id, event_count }) =>
    agent_id === null ? [] : { agent_id, event_count },
  );
  return { agents, count };
}
