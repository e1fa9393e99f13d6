import type { ChainChoice } from './causality-toolbar';
import type { Trail } from '@/components/trail';

export interface CausalityPaneProps {
  readonly simulationId: string;
  readonly eventId: string;
  /** Whether any event of the run names a cause. */
  readonly runDeclaresCauses: boolean;
  readonly choice: ChainChoice;
  /** `history`: a switch is no step to come back to, a path is. */
  readonly onChange: (change: Partial<ChainChoice>, history: 'push' | 'replace') => void;
  readonly trail: Trail;
  readonly onSelectEvent: (eventId: string) => void;
}
