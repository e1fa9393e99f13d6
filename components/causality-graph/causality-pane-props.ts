import type { ReactNode } from 'react';
import type { ChainChoice } from './causality-toolbar';
import type { Trail } from '@/components/trail';

export interface CausalityPaneProps {
  readonly simulationId: string;
  readonly eventId: string;
  /** Whether any event of the run names a cause. */
  readonly runDeclaresCauses: boolean;
  readonly choice: ChainChoice;
  /** `history`: a path is a step in the browser's history, a switch is not. */
  readonly onChange: (change: Partial<ChainChoice>, history: 'push' | 'replace') => void;
  readonly trail: Trail;
  readonly onSelectEvent: (eventId: string) => void;
  /** Shows the chain of the likely cause in place of the graph. */
  readonly onShowLikelyCause: () => void;
  /** Buttons at the end of the toolbar. */
  readonly tools?: ReactNode;
}
