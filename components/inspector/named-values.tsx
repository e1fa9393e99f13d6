import type { NamedValue } from './event-sections';
import { inlineText, isTree, type ExactJson } from '@/components/ui/exact-json';
import { readableText } from '@/components/ui/readable-value';
import { LongText } from '@/components/ui/long-text';
import { PageButtons } from '@/components/ui/page-buttons';
import { shownName } from '@/components/ui/shown-text';
import { usePages } from '@/components/ui/use-pages';
import { fieldLabel } from '@/components/event-record/field-label';
import { FieldButtons } from './field-buttons';
import { fieldPath } from './field-path';
import { Field, Fields } from './fields';
import { JsonTree } from './json-tree';
import styles from './named-values.module.css';
import { ReadButton } from './read-button';

/** A text that is longer, or has several lines or several words, is prose and gets the whole width. */
const MAX_INLINE_LENGTH = 64;
const WORDS = /\S(\s+\S+){5}/;

const PAGE_SIZE = 100;

/** A tree of this many characters is offered to the reader. */
const LONG_TREE = 200;

/** Values in their order: simple values in columns, texts as prose, nested values as trees. */
export function NamedValues({
  values,
  notes,
}: {
  readonly values: readonly NamedValue[];
  readonly notes?: ReadonlyMap<string, string> | undefined;
}) {
  const pages = usePages(values.length, { first: PAGE_SIZE, page: PAGE_SIZE });
  return (
    <>
      <SomeValues key={pages.from} values={values.slice(pages.from, pages.to)} notes={notes} />
      <PageButtons pages={pages} noun="field" />
    </>
  );
}

function SomeValues({
  values,
  notes,
}: {
  readonly values: readonly NamedValue[];
  readonly notes: ReadonlyMap<string, string> | undefined;
}) {
  return groupValues(values).map((group, at) =>
    group.isTree ? (
      group.values.map(([name, value, within], place) => (
        <div key={`${at} ${place}`} className={styles['tree']}>
          <JsonTree name={fieldLabel(name)} value={value} path={fieldPath(within, name)} />
          {jsonLength(value) < LONG_TREE ? null : <ReadButton name={name} within={within} />}
        </div>
      ))
    ) : (
      <Fields key={at}>
        {group.values.map(([name, value, within], place) => {
          const isProse = isLongText(value);
          return (
            <Field
              key={place}
              name={fieldLabel(name)}
              title={shownName(name)}
              isWide={isProse}
              aside={
                <>
                  {isProse ? <ReadButton name={name} within={within} /> : null}
                  <FieldButtons path={fieldPath(within, name)} value={value} isInline={isProse} />
                </>
              }
            >
              {isProse ? (
                <LongText text={value.value} />
              ) : (
                <>
                  <PlainValue value={value} />
                  <Note unit={unitOf(name, value)} note={notes?.get(name)} />
                </>
              )}
            </Field>
          );
        })}
      </Fields>
    ),
  );
}

/** A value on one line: strings without quotes, everything else as JSON, numbers with separators of thousands. */
export function PlainValue({ value }: { readonly value: ExactJson }) {
  const isNothing = value.kind === 'null' || (value.kind === 'string' && value.value === '');
  if (value.kind === 'number') {
    return <span title={inlineText(value)}>{readableText(value)}</span>;
  }
  if (!isNothing) return inlineText(value);
  return <span className={styles['nothing']}>{value.kind === 'null' ? 'null' : '""'}</span>;
}

export function isLongText(value: ExactJson): value is ExactJson & { readonly kind: 'string' } {
  return (
    value.kind === 'string' &&
    (value.value.length > MAX_INLINE_LENGTH ||
      value.value.trim().includes('\n') ||
      WORDS.test(value.value))
  );
}

function jsonLength(value: ExactJson): number {
  return value.kind === 'object' || value.kind === 'array' ? value.text.length : 0;
}

function Note({ unit, note }: { readonly unit: string; readonly note: string | undefined }) {
  const texts = [unit, note ?? ''].filter((text) => text !== '');
  if (texts.length === 0) return null;
  return <span className={styles['note']}> {texts.join(' · ')}</span>;
}

function unitOf(name: string, value: ExactJson): string {
  return name.endsWith('_ms') && value.kind === 'number' ? 'ms' : '';
}

/** Groups adjacent values with the same form. */
function groupValues(
  values: readonly NamedValue[],
): readonly { readonly isTree: boolean; readonly values: readonly NamedValue[] }[] {
  const groups: { isTree: boolean; values: NamedValue[] }[] = [];
  for (const entry of values) {
    const kind = isTree(entry[1]);
    const last = groups.at(-1);
    if (last?.isTree === kind) last.values.push(entry);
    else groups.push({ isTree: kind, values: [entry] });
  }
  return groups;
}
