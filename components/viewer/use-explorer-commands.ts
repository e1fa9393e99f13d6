import { api } from '@/components/api';
import { useCommands } from '@/components/commands/page-commands';
import { WHOLE_CONVERSATION } from '@/components/reader/fields';
import { useServerContact } from '@/components/server-contact/use-server-contact';
import type { Tour } from '@/components/tour/use-tour';
import { useTheme } from '@/components/theme/theme-provider';
import { writeClipboard } from '@/components/ui/write-clipboard';
import { writeQuery } from '@/lib/filters/read-query';
import { EXPLORER_COMMANDS, TURN_COMMANDS, type ExplorerTarget } from './explorer-commands';
import type { Overlay } from './explorer-overlay';
import type { ExplorerActs } from './use-explorer-acts';
import { currentView, type ViewNavigation } from './use-view-state';

/** Binds the commands of the whole viewer. */
export function useExplorerCommands({
  simulationId,
  simulationName,
  selectedEventId,
  isGone,
  acts,
  navigate,
  visit,
  openOverlay,
  tour,
  say,
}: {
  readonly simulationId: string;
  readonly simulationName: string;
  readonly selectedEventId: string | null;
  /** Whether the simulation no longer exists. */
  readonly isGone: boolean;
  readonly acts: ExplorerActs;
  readonly navigate: ViewNavigation['navigate'];
  /** Goes to another page. */
  readonly visit: (path: string) => void;
  readonly openOverlay: (overlay: Overlay) => void;
  readonly tour: Tour;
  /** Shows a short message. */
  readonly say: (note: string) => void;
}): void {
  const { chooseTheme } = useTheme();
  const { link } = useServerContact();
  const target: ExplorerTarget = {
    selectedEventId,
    openTab: (tab) => navigate({ tab }),
    openPalette: () => openOverlay('commands'),
    openHelp: () => openOverlay('help'),
    hasTour: tour.isThere,
    startTour: tour.start,
    openEnsemble: () =>
      visit(`/ensemble?${new URLSearchParams({ name: simulationName }).toString()}`),
    openReader: () => navigate({ read: WHOLE_CONVERSATION }),
    openCausality: acts.openCausalityFromPane,
    stepCausality: (side) =>
      void acts.stepCausality(side).then((reason) => {
        if (reason !== undefined) say(reason);
      }),
    changeCriteria: acts.changeCriteria,
    showState: (turn) => navigate({ tab: 'state', turn }),
    chooseToCompare: () => visit(`/?${writeQuery({ run: simulationId }).toString()}`),
    canExport: !isGone && link === 'reachable',
    exportAs: (format) => download(api.exportUrl(simulationId, currentView().criteria, format)),
    copyLink: () =>
      void writeClipboard(window.location.href).then((isCopied) =>
        say(isCopied ? 'Link copied' : 'The browser forbids copying here'),
      ),
    chooseTheme,
    visit,
  };
  useCommands(EXPLORER_COMMANDS, target);
  useCommands(TURN_COMMANDS, target);
}

function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
