import { typeGlyph } from '@/components/event-type/type-glyph';
import { Dialog } from '@/components/ui/dialog';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { AxisModel } from './axis-model';
import { countRange, countTypes, OTHER_TYPES, type BucketCounts } from './bucket-counts';
import type { Lane } from './lane-list';
import { widthOf, type PlaceRange } from './place-range';
import { rangeText } from './probe-facts';
import styles from './timeline-table.module.css';

const MAX_ROWS = 24;

/** The counts in view as tables: along the axis, and by lane. */
export function TimelineTable({
  model,
  view,
  density,
  lanes,
  laneCounts,
  onClose,
}: {
  readonly model: AxisModel;
  readonly view: PlaceRange;
  readonly density: BucketCounts | undefined;
  readonly lanes: readonly Lane[];
  readonly laneCounts: ReadonlyMap<string, BucketCounts>;
  readonly onClose: () => void;
}) {
  const types = density?.types.map(({ type }) => type) ?? [];
  const known = lanes.filter(({ key }) => laneCounts.has(key));
  const ofLanes = known.flatMap(
    ({ key }) => laneCounts.get(key)?.types.map(({ type }) => type) ?? [],
  );
  const areMore = ofLanes.some((type) => !types.includes(type));
  const laneTypes = areMore ? [...new Set([...types, OTHER_TYPES])] : types;
  const isCut = ofLanes.includes(OTHER_TYPES);
  return (
    <Dialog title="Timeline as a table" onClose={onClose}>
      <div className={styles['content']}>
        <p>{summaryText(model, view, density)}</p>
        <table className={styles['table']}>
          <caption>Along the axis</caption>
          <Head first={model.axis === 'turn' ? 'turns' : 'time, UTC'} types={types} />
          <tbody>
            {rowsOf(model, view).map((range) => (
              <Row
                key={range.from}
                name={rangeText(range, model)}
                types={types}
                counts={density}
                range={range}
              />
            ))}
          </tbody>
        </table>
        {known.length === 0 ? null : (
          <table className={styles['table']}>
            <caption>
              By lane{isCut ? ': the most frequent types of each, and the others together' : ''}
            </caption>
            <Head first="lane" types={laneTypes} />
            <tbody>
              {known.map(({ key, label }) => (
                <Row
                  key={key}
                  name={label}
                  types={laneTypes}
                  counts={laneCounts.get(key)}
                  range={view}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Dialog>
  );
}

/** The view in one sentence. */
export function summaryText(
  model: AxisModel,
  view: PlaceRange,
  density: BucketCounts | undefined,
): string {
  const where = rangeText(view, model);
  if (density === undefined) return `${where}: not known yet.`;
  const counts = countRange(density, view).map(
    ([type, count]) => [type, Math.round(count)] as const,
  );
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const parts = counts
    .filter(([, count]) => count > 0)
    .map(([type, count]) => `${typeGlyph(type).name} ${formatCount(count)}`);
  return `${where}: ${[countOf(total, 'event'), ...parts].join(', ')}.`;
}

function Head({ first, types }: { readonly first: string; readonly types: readonly string[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {types.map((type) => (
          <th key={type} scope="col" className={styles['number']}>
            {typeGlyph(type).name}
          </th>
        ))}
        <th scope="col" className={styles['number']}>
          all
        </th>
      </tr>
    </thead>
  );
}

function Row({
  name,
  types,
  counts,
  range,
}: {
  readonly name: string;
  readonly types: readonly string[];
  readonly counts: BucketCounts | undefined;
  readonly range: PlaceRange;
}) {
  const found = counts === undefined ? [] : countRange(counts, range);
  const numbers = countTypes(found, types);
  const total = found.reduce((sum, [, count]) => sum + Math.round(count), 0);
  return (
    <tr>
      <th scope="row">{name}</th>
      {types.map((type, at) => (
        <td key={type} className={styles['number']}>
          {textOf(numbers[at])}
        </td>
      ))}
      <td className={styles['number']}>{formatCount(total)}</td>
    </tr>
  );
}

/** Empty when the type is counted with the other types. */
function textOf(count: number | undefined): string {
  return count === undefined ? '' : formatCount(Math.round(count));
}

/** The view in parts of equal width; turns are whole. */
function rowsOf({ axis }: AxisModel, view: PlaceRange): readonly PlaceRange[] {
  const isTurn = axis === 'turn';
  const from = isTurn ? Math.floor(view.from) : view.from;
  const to = isTurn ? Math.ceil(view.to) : view.to;
  const exact = widthOf({ from, to }) / MAX_ROWS;
  const width = isTurn ? Math.max(1, Math.ceil(exact)) : exact;
  return Array.from({ length: Math.ceil((to - from) / width - 1e-9) }, (_, at) => ({
    from: from + at * width,
    to: Math.min(to, from + (at + 1) * width),
  }));
}
