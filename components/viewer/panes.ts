import { causalityPane } from '@/components/causality-graph/pane';
import { eventsPane } from '@/components/events-table/pane';
import {
  EXPLANATION_COMMANDS,
  STORY_PANE_COMMANDS,
} from '@/components/explanation/explanation-commands';
import { FACET_COMMANDS } from '@/components/filters/facet-commands';
import { STEP_COMMANDS } from '@/components/inspector/step-commands';
import { readerPart } from '@/components/reader/part';
import { statePane } from '@/components/state/pane';
import { timelinePart } from '@/components/timeline/part';

/** The tabs of the viewer, in their order. The first is shown first. */
export const PANES = [eventsPane, causalityPane, statePane] as const;

/** The parts beside every tab. */
export const SIDE_PARTS = [
  timelinePart,
  { fields: {}, commands: [FACET_COMMANDS] },
  { fields: {}, commands: [STEP_COMMANDS] },
  { fields: {}, commands: [EXPLANATION_COMMANDS, STORY_PANE_COMMANDS] },
  readerPart,
] as const;

export type ViewTab = (typeof PANES)[number]['id'];

/** The pane of a tab. */
export function paneOf(tab: ViewTab): (typeof PANES)[number] {
  return PANES.find(({ id }) => id === tab) ?? PANES[0];
}
