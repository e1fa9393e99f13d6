import { api } from '@/components/api';
import type { VirtualRows } from '@/components/ui/use-virtual-rows';
import type { EpochMicros } from '@/lib/events/epoch-micros';
import type { RowsFilter } from './rows-filter';
import type { EventsTableProps } from './events-table-props';
import { findCausalStep, type CausalSide } from './find-causal-step';
import { findJumpRow, type JumpResult } from './find-jump-row';
import { readJumpTarget } from './jump-target';
import { locateEvent } from './locate-event';
import type { Selection } from './use-selection';

export interface Jumps {
  /** Goes to a turn, a time or a row, if there is one. */
  readonly jump: (text: string) => Promise<JumpResult>;
  /** Selects the first cause or effect of the selected event, or shows the reason why it cannot. */
  readonly stepCausality: (side: CausalSide) => Promise<void>;
}

/** Jumps to a row by name, or by a link of the selected event. */
export function createJumps(options: {
  readonly simulationId: string;
  readonly criteria: RowsFilter;
  readonly total: number;
  /** The start of the run. */
  readonly start: EpochMicros | undefined;
  readonly selectedEventId: string | null;
  readonly selection: Selection;
  readonly onSelect: EventsTableProps['onSelect'];
  readonly showRow: VirtualRows['scrollToRow'];
  /** Shows a message. */
  readonly say: (note: string) => void;
}): Jumps {
  const { simulationId, criteria, total, start, selectedEventId, selection, say } = options;

  async function jump(text: string): Promise<JumpResult> {
    const target = readJumpTarget(text, start);
    if (target === undefined) return { reason: 'That is not a turn, a time or a row.' };
    try {
      const result = await findJumpRow(api, simulationId, criteria, target, total);
      if (result.row !== undefined) void selection.walkTo(result.row, 'center', 'click');
      return result;
    } catch (error) {
      return { reason: messageOf(error) };
    }
  }

  async function stepCausality(side: CausalSide): Promise<void> {
    if (selectedEventId === null) {
      say('No event is selected');
      return;
    }
    try {
      const next = await findCausalStep(api, simulationId, selectedEventId, side);
      if ('reason' in next) {
        say(next.reason);
        return;
      }
      const row = await locateEvent(api, simulationId, criteria, next.eventId);
      if (row === undefined) {
        say('The filter excludes it');
        options.onSelect(next.eventId, 'click');
      } else {
        options.showRow(row, 'center');
        selection.select(row, next.eventId);
      }
    } catch (error) {
      say(messageOf(error));
    }
  }

  return { jump, stepCausality };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
