'use client';

import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import { isKey } from './key-press';

/** The result of submitting a form: applied, or the reason why not. */
export type DraftOutcome = { readonly isTaken: true } | { readonly reason: string };

interface Draft<Field extends string> {
  readonly typed: ReadonlyMap<Field, string>;
  /** The applied value when the draft was begun. If it changes elsewhere, the draft is outdated. */
  readonly begunAt: string;
  /** Why it was not applied, after an attempt. */
  readonly reason?: string;
}

export interface DraftForm<Field extends string> {
  readonly values: Readonly<Record<Field, string>>;
  /** Whether a field differs from the applied value. */
  readonly isDraft: boolean;
  /** Why the draft was not applied; empty before an attempt. */
  readonly reason: string;
  readonly type: (field: Field, value: string) => void;
  readonly take: () => void;
  /** For the form: Enter and leaving the form apply the draft; Escape drops it. */
  readonly form: {
    readonly onSubmit: (event: { readonly preventDefault: () => void }) => void;
    readonly onBlur: (event: FocusEvent<HTMLFormElement>) => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLFormElement>) => void;
  };
}

/**
 * The fields of a form as one draft. It is applied as a whole, on Enter or when the focus leaves the form, but not when the
 * focus moves between fields, or when the window loses it. A draft that cannot be applied stays in the fields, with the reason.
 */
export function useDraft<Field extends string>(
  applied: Readonly<Record<Field, string>>,
  commit: (values: Readonly<Record<Field, string>>) => DraftOutcome,
): DraftForm<Field> {
  const [stored, setDraft] = useState<Draft<Field> | null>(null);
  const begunAt = JSON.stringify(applied);
  const draft = stored?.begunAt === begunAt ? stored : null;
  const values = { ...applied, ...Object.fromEntries(draft?.typed ?? []) };
  const isDraft = JSON.stringify(values) !== begunAt;

  function take() {
    if (!isDraft) {
      setDraft(null);
      return;
    }
    const outcome = commit(values);
    setDraft('reason' in outcome && draft !== null ? { ...draft, reason: outcome.reason } : null);
  }

  return {
    values,
    isDraft,
    reason: isDraft ? (draft?.reason ?? '') : '',
    type: (field, value) => {
      setDraft((before) => {
        const typed = before?.begunAt === begunAt ? before.typed : [];
        return { begunAt, typed: new Map([...typed, [field, value]]) };
      });
    },
    take,
    form: {
      onSubmit: (event) => {
        event.preventDefault();
        take();
      },
      onBlur: ({ currentTarget, relatedTarget }) => {
        // When the window loses the focus, the field stays the active element.
        const isInside = (node: Node | null) => node !== null && currentTarget.contains(node);
        if (isInside(relatedTarget) || isInside(document.activeElement)) return;
        take();
      },
      onKeyDown: (event) => {
        if (!isDraft || !isKey(event, 'Escape')) return;
        event.preventDefault();
        event.stopPropagation();
        setDraft(null);
      },
    },
  };
}
