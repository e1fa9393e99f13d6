'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandPalette } from '@/components/commands/command-palette';
import { findCommands } from '@/components/commands/find-commands';
import { usePageCommands, type BoundSet } from '@/components/commands/page-commands';
import { commandsOfText, listedCommands } from '@/components/commands/palette-groups';
import { useFoundNames } from '@/components/filters/use-found-names';
import { api } from '@/components/api';
import type { SimulationListing, SimulationSummary } from '@/lib/api/contract';
import {
  commandsOfNames,
  compareCommands,
  filterCommands,
  kindsOf,
  openEventCommands,
  runCommands,
  searchCommand,
  type DataTarget,
  type FoundNames,
} from './data-commands';
import { VIEWER_COMMANDS } from './explorer-commands';

/** The commands that can run now; commands for the typed text come first. */
export function ExplorerPalette({
  simulation,
  target,
  onClose,
}: {
  readonly simulation: SimulationSummary;
  readonly target: DataTarget;
  readonly onClose: () => void;
}) {
  const page = usePageCommands();
  // The commands of the moment in which it was opened: nothing else can be done meanwhile.
  const [sets] = useState(() => inPageOrder(page.all()));
  const [text, setText] = useState('');
  const typed = text.trim();
  const found = useNames(simulation, target, typed);
  const runs = useRuns(typed !== '');
  const groups = [
    {
      title: 'As typed',
      commands: [...commandsOfText(sets, typed), ...openEventCommands(target, typed)],
    },
    ...findCommands(
      [
        ...sets.map(listedCommands),
        filterCommands(target),
        ...commandsOfNames(target, typed, found),
      ],
      typed,
    ),
    compareCommands(target, runs, typed),
    runCommands(target, runs, typed),
    { title: 'Search', commands: typed === '' ? [] : [searchCommand(target, typed)] },
  ];
  return (
    <CommandPalette
      groups={groups.filter(({ commands }) => commands.length > 0)}
      text={text}
      onText={setText}
      onClose={onClose}
    />
  );
}

function inPageOrder(sets: readonly BoundSet[]): readonly BoundSet[] {
  const titles = VIEWER_COMMANDS.map(({ title }) => title);
  return [...sets].sort((a, b) => titles.indexOf(a.title) - titles.indexOf(b.title));
}

/** Runs are listed by the server, and shared with the page of all runs. */
function useRuns(isWanted: boolean): readonly SimulationListing[] {
  const query = useQuery({
    queryKey: ['simulations'],
    queryFn: async ({ signal }) => (await api.listSimulations({ signal })).simulations,
    enabled: isWanted,
  });
  return query.data ?? NO_RUNS;
}

/** With more kinds, the page may not know all of them. */
const MAX_KNOWN_KINDS = 400;

const NO_RUNS: readonly SimulationListing[] = [];

/** The server finds names where the page does not know all of them. `undefined` until then, and where it does. */
function useNames(
  simulation: SimulationSummary,
  { kinds: knownKinds }: DataTarget,
  text: string,
): FoundNames | undefined {
  const isCut =
    simulation.agent_count > simulation.agents.length ||
    simulation.event_type_count > simulation.event_types.length ||
    knownKinds.length > MAX_KNOWN_KINDS;
  const answer = useFoundNames(simulation.id, {}, isCut ? text : '');
  if (answer.state !== 'ready') return undefined;
  const { agents, event_types, kinds } = answer.data;
  const named = agents.values.flatMap(({ agent_id, event_count }) =>
    agent_id === null ? [] : { agent_id, event_count },
  );
  return {
    agents: { items: named, count: agents.value_count },
    types: { items: event_types.values, count: event_types.value_count },
    kinds: { items: kindsOf(answer.data), count: kinds.value_count },
  };
}
