import type { ValueChange } from './event-sections';
import { isLongText, PlainValue } from './named-values';
import { isTree, type ExactJson } from '@/components/ui/exact-json';
import { LongText } from '@/components/ui/long-text';
import { shownLines } from '@/components/ui/shown-text';
import styles from './change-details.module.css';
import { DiffTree } from './diff-tree';
import { Section } from './section';
import { diffTexts, type TextStretch } from './text-diff';
import { diffValues } from './value-diff';

/** Longer texts are shown side by side, without a diff. */
const MAX_COMPARED = 20_000;

/** A change too large for a headline: objects and lists are compared by structure, texts by words. */
export function ChangeDetails({ change: { from, to } }: { readonly change: ValueChange }) {
  if (from !== undefined && to !== undefined && isTree(from) && isTree(to)) {
    return (
      <Section heading="Change">
        <DiffTree diff={diffValues(from, to)} />
      </Section>
    );
  }
  const isText = from?.kind === 'string' && to?.kind === 'string';
  const isShort = isText && from.value.length + to.value.length <= MAX_COMPARED;
  const stretches = isShort ? diffTexts(from.value, to.value) : undefined;
  return (
    <Section heading="Change">
      <dl className={styles['sides']}>
        {from === undefined ? null : <Side name="old" value={from} stretches={stretches?.from} />}
        {to === undefined ? null : <Side name="new" value={to} stretches={stretches?.to} />}
      </dl>
    </Section>
  );
}

/** Whether the headline shows the whole change. */
export function fitsHeadline({ from, to }: ValueChange): boolean {
  return [from, to].every((value) => value === undefined || !(isTree(value) || isLongText(value)));
}

function Side({
  name,
  value,
  stretches,
}: {
  readonly name: 'old' | 'new';
  readonly value: ExactJson;
  readonly stretches: readonly TextStretch[] | undefined;
}) {
  const Mark = name === 'old' ? 'del' : 'ins';
  return (
    <div>
      <dt className={styles['name']}>{name}</dt>
      <dd className={styles['value']} data-prose={isLongText(value)}>
        {stretches === undefined ? (
          <WholeValue value={value} />
        ) : (
          stretches.map(({ text, isCommon }, at) =>
            isCommon ? (
              shownLines(text)
            ) : (
              <Mark key={at} className={styles[name]}>
                {shownLines(text)}
              </Mark>
            ),
          )
        )}
      </dd>
    </div>
  );
}

function WholeValue({ value }: { readonly value: ExactJson }) {
  if (isTree(value)) return <DiffTree diff={{ state: 'same', value }} />;
  return isLongText(value) ? <LongText text={value.value} /> : <PlainValue value={value} />;
}
