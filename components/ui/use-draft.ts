'use client';

import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import { isKey } from './key-press';

/** What a form made of its fields: taken over, or why not. */
export type DraftOutcome = { readonly isTaken: true } | { readonly reason: string };

interface Draft<Field extends string> {
  readonly typed: ReadonlyMap<Field, string>;
  /** What was applied when it was begun: once that changes elsewhere, the draft is of the past. */
  readonly begunAt: string;
  /** Why it was not taken over, when that was tried. */
  readonly reason?: string;
}

export interface DraftForm<Field extends string> {
  readonly values: Readonly<Record<Field, string>>;
  /** Whether a field holds what is not applied. */
  readonly isDraft: boolean;
  /** Why the draft was not taken over; empty while it was not tried. */
  readonly reason: string;
  readonly type: (field: Field, value: string) => void;
  readonly take: () => void;
  /** For the form: Enter takes the draft over, and so does leaving the form; Escape gives it up. */
  readonly form: {
    readonly onSubmit: (event: { readonly preventDefault: () => void }) => void;
    readonly onBlur: (event: FocusEvent<HTMLFormElement>) => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLFormElement>) => void;
  };
}

/**
 * The fields of a form as one draft over what is applied. It is taken over whole, by Enter or when the focus leaves the
 * form: never when it goes from one field to another, nor when the window loses it. What cannot be taken over stays in
 * the fields, with the reason.
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
        // Of a window that loses the focus, the field stays the active element.
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
