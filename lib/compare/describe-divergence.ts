import type { Divergence } from '../events/how';
import type { JsonChange } from './json-change';

const MAX_VALUE_LENGTH = 80;

/** A divergence as a sentence: `Turn 10: details.status of juno's 3rd SYSTEM model_call is "failed" in A, "retrying" in B`. */
export function describeDivergence({
  turn,
  kind,
  event_type,
  agent_id,
  event_kind,
  occurrence,
  changes,
  other,
}: {
  readonly turn: number;
  readonly kind: Divergence;
  readonly event_type: string;
  readonly agent_id: string | null;
  readonly event_kind: string | null;
  readonly occurrence: number;
  readonly changes: readonly JsonChange[];
  /** Of a reordered event: the type and kind of the event that it changed places with. */
  readonly other: string | null;
}): string {
  const whose = agent_id === null ? 'the' : `${agent_id}'s`;
  const event = `${whose} ${ordinal(occurrence)} ${nameOf(event_type, event_kind)}`;
  return `Turn ${String(turn)}: ${what()}`;

  function what(): string {
    switch (kind) {
      case 'missing':
        return `B lacks ${event}`;
      case 'extra':
        return `A lacks ${event}`;
      case 'reordered':
        return `${event} comes before ${other ?? 'another event'} in A, and after it in B`;
      case 'changed': {
        const [first, ...rest] = changes;
        if (first === undefined) return `${event} differs`;
        const more = rest.length === 0 ? '' : `, and ${String(rest.length)} more fields differ`;
        return `${first.path} of ${event} is ${valueOf(first.a)} in A, ${valueOf(first.b)} in B${more}`;
      }
    }
  }
}

/** The type and the kind of an event: `STATE grain_price`. */
export function nameOf(type: string, kind: string | null): string {
  return kind === null ? `${type} event` : `${type} ${kind}`;
}

function valueOf(json: string | undefined): string {
  if (json === undefined) return 'absent';
  return json.length > MAX_VALUE_LENGTH ? `${json.slice(0, MAX_VALUE_LENGTH)}…` : json;
}

function ordinal(number: number): string {
  const tens = number % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${String(number)}${ending}`;
}
