import { classNames } from '@/components/ui/class-names';
import type { FieldColumnId } from './event-columns';
import styles from './event-row.module.css';
import type { EventFieldValues } from './field-page-query';
import { fieldText, fieldTitle } from './field-text';

/** The cell of a field. Not a component, like the other cells of a row. @param values `undefined` while they are loading */
export function fieldCell(column: FieldColumnId, values: EventFieldValues | undefined) {
  const value = values?.get(column);
  if (value === undefined) {
    return (
      <span key={column} role="gridcell" className={styles['field']}>
        {values === undefined ? null : (
          <span className={styles['absent']} aria-label="no value">
            –
          </span>
        )}
      </span>
    );
  }
  const isNumber = value.json.kind === 'number';
  return (
    <span
      key={column}
      role="gridcell"
      className={classNames(styles['field'], isNumber && styles['isNumber'])}
      title={fieldTitle(column, value)}
    >
      {fieldText(value)}
      {value.isCut ? <span className="visually-hidden"> cut</span> : null}
    </span>
  );
}
