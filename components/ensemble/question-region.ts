import { isVariableCondition, type Condition } from '@/lib/ensemble/condition';
import { MARGIN, PLOT_HEIGHT_PX, type PlotScales } from './band-plot';

/** What a condition asks, in the plane of turns and values. */
export interface QuestionRegion {
  /** A box of the values that it wants; `null` where it wants no side of the limit. */
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
  /** The height of its limit; `null` beyond the plot. */
  readonly limitY: number | null;
}

/** The limits that the conditions set to a variable. */
export function limitsOf(question: readonly Condition[], variable: string): readonly number[] {
  return question.flatMap((each) =>
    isVariableCondition(each) && each.variable === variable ? [each.value] : [],
  );
}

/** The regions of the conditions on a variable. */
export function questionRegions(
  question: readonly Condition[],
  variable: string,
  { x, y }: PlotScales,
): readonly QuestionRegion[] {
  const [left = 0, right = 0] = x.range();
  const [bottom, top] = [PLOT_HEIGHT_PX - MARGIN.bottom, MARGIN.top];
  return question.flatMap((each) => {
    if (!isVariableCondition(each) || each.variable !== variable) return [];
    const [first = 0, last = 0] = x.domain();
    // At the end only one turn counts: it gets some width.
    const end = Math.min(each.turn_end ?? last, last);
    const start = each.when === 'end' ? end : Math.max(each.turn_start ?? first, first);
    const px = Math.min(Math.max(x(start), left), right);
    const from = each.when === 'end' ? Math.max(left, px - END_PX) : px;
    const to = Math.min(Math.max(x(end), from), right);
    const limit = y(each.value);
    const at = Math.min(Math.max(limit, top), bottom);
    const isUp = each.operator === 'over' || each.operator === 'at_least';
    const hasSide = isUp || each.operator === 'under' || each.operator === 'at_most';
    const box = !hasSide
      ? null
      : {
          x: from,
          width: Math.max(to - from, MIN_PX),
          ...(isUp ? span(top, at) : span(at, bottom)),
        };
    return [{ box, limitY: limit < top || limit > bottom ? null : limit }];
  });
}

const END_PX = 8;
const MIN_PX = 2;

function span(from: number, to: number): { readonly y: number; readonly height: number } {
  return { y: from, height: Math.max(0, to - from) };
}
