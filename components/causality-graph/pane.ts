import type { Pane } from '@/components/pane';
import { GRAPH_COMMANDS } from './drawing/graph-commands';
import { FIELDS, type CausalityFields } from './fields';

export const causalityPane: Pane<'causality', CausalityFields> = {
  id: 'causality',
  label: 'Causality',
  name: 'The graph of causes',
  view: { load: () => import('./causality-tab').then(({ CausalityTab }) => CausalityTab) },
  fields: FIELDS,
  layout: { hasFilters: false, isPicture: true },
  commands: [GRAPH_COMMANDS],
};
