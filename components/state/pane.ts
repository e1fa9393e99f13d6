import type { Pane } from '@/components/pane';
import { COMPARE_COMMANDS, STATE_COMMANDS } from './state-commands';
import { FIELDS, type StateFields } from './fields';

export const statePane: Pane<'state', StateFields> = {
  id: 'state',
  label: 'State',
  name: 'The state',
  view: { load: () => import('./state-tab').then(({ StateTab }) => StateTab) },
  fields: FIELDS,
  layout: { hasFilters: false, isPicture: false },
  commands: [COMPARE_COMMANDS, STATE_COMMANDS],
};
