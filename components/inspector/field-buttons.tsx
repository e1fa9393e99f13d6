import { use } from 'react';
import { fieldChoice } from '@/components/field-choice';
import { classNames } from '@/components/ui/class-names';
import { Button } from '@/components/ui/button';
import type { ExactJson } from '@/components/ui/exact-json';
import { shownName } from '@/components/ui/shown-text';
import { CriteriaButtons } from './criteria-buttons';
import { FieldActsContext } from './field-acts';
import styles from './field-buttons.module.css';

/** The buttons of a field of the details: a column for it, and the filters for its value. Nothing without a path. */
export function FieldButtons({
  path,
  value,
  isInline = false,
}: {
  readonly path: string | undefined;
  readonly value: ExactJson;
  /** Whether they have room of their own, beside other buttons. */
  readonly isInline?: boolean;
}) {
  const { columns, onAddCriteria } = use(FieldActsContext);
  if (path === undefined) return null;
  const choice = onAddCriteria === undefined ? undefined : fieldChoice(path, value);
  if (columns === undefined && choice === undefined) return null;
  return (
    <span className={classNames(styles['buttons'], isInline && styles['inline'])}>
      {columns === undefined ? null : (
        <ColumnButton
          path={path}
          isShown={columns.shown.includes(path)}
          onToggle={() => columns.toggle(path)}
        />
      )}
      {choice === undefined || onAddCriteria === undefined ? null : (
        <CriteriaButtons choice={choice} onAddCriteria={onAddCriteria} />
      )}
    </span>
  );
}

function ColumnButton({
  path,
  isShown,
  onToggle,
}: {
  readonly path: string;
  readonly isShown: boolean;
  readonly onToggle: () => void;
}) {
  const name = shownName(path);
  return (
    <Button
      variant="quiet"
      className={styles['column'] ?? ''}
      aria-label={`Show ${name} as a column`}
      aria-pressed={isShown}
      title={isShown ? `Remove the column ${name}` : `Show ${name} as a column`}
      onClick={onToggle}
    >
      <svg
        viewBox="0 0 13 13"
        width="13"
        height="13"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
        aria-hidden="true"
      >
        <path d="M1 1.5H5.5V11.5H1Z" />
        <path d={isShown ? 'M8 6.5H12.5' : 'M8 6.5H12.5M10.25 4.25V8.75'} />
      </svg>
    </Button>
  );
}
