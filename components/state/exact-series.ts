import { itemsOf, member, readExactJson, type ExactJson } from '@/components/ui/exact-json';
import { variableListSchema, type VariableSeries } from '@/lib/api/contract';

/** A turn in which a variable was set, with the value. */
export interface ChartPoint {
  readonly turn: number;
  readonly value: ExactJson;
  readonly eventId: string;
}

/** The series of a variable, with every value as written. */
export interface ExactSeries extends Pick<
  VariableSeries,
  'scope' | 'agent_id' | 'variable_name' | 'is_sampled'
> {
  readonly points: readonly ChartPoint[];
}

const NULL: ExactJson = { kind: 'null' };

/** Parses an answer of the API. `JSON.parse` alone would lose digits, and numbers such as 1e400. @throws when it is invalid */
export function readExactSeries(text: string): readonly ExactSeries[] {
  const { variables } = variableListSchema.parse(JSON.parse(text));
  const exact = itemsOf(readExactJson(text), 'variables');
  return variables.map(({ points = [], ...variable }, at) => {
    const written = itemsOf(exact[at], 'points');
    return {
      ...variable,
      points: points.map(({ turn, event_id }, i) => ({
        turn,
        value: member(written[i], 'value') ?? NULL,
        eventId: event_id,
      })),
    };
  });
}
