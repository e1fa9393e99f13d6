'use client';

import { useEffect } from 'react';

const FOCUSABLE =
  'button:not(:disabled), a[href], input:not([type=hidden], :disabled), select, textarea, summary, [tabindex]';

/**
 * Keeps the focus on the page. When the focused element is removed, such as a chip or a tab, the focus moves to the nearest
 * remaining element: in a named group, to the control at the same place in the group with that name; otherwise to the nearest
 * remaining part of the page. After a dialog, the focus moves to the heir of the element that had it before, if any had it.
 */
export function useKeptFocus(): void {
  // The browser's focus.
  useEffect(() => {
    let last: Trace | null = null;
    const remember = ({ target, relatedTarget }: FocusEvent) => {
      if (!(target instanceof HTMLElement || target instanceof SVGElement)) return;
      const dialog = target.closest('dialog');
      const before = relatedTarget === null ? null : last;
      const opener = dialog !== null && dialog === last?.dialog ? last.opener : before;
      last = { ...traceOf(target), dialog, opener: dialog === null ? null : opener };
    };
    // A press on an element that takes no focus removes it on purpose.
    const forget = () => {
      if (document.activeElement === document.body) last = null;
    };
    const restore = () => {
      if (last === null || last.element.isConnected || document.activeElement !== document.body)
        return;
      while (last?.dialog?.isConnected === false) last = last.opener;
      if (last === null) return;
      for (const heir of heirsOf(last)) {
        heir.focus({ preventScroll: true });
        if (document.activeElement !== document.body) return;
      }
    };
    const observer = new MutationObserver(restore);
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerup', forget);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerup', forget);
      observer.disconnect();
    };
  }, []);
}

/** The place of the focus. */
interface Trace {
  readonly element: HTMLElement | SVGElement;
  /** From the inside out. */
  readonly around: readonly HTMLElement[];
  readonly group: string | null;
  readonly place: number;
  /** The dialog that has the element. */
  readonly dialog: HTMLDialogElement | null;
  /** The place of the focus before the dialog was opened; `null` when nothing had it. */
  readonly opener: Trace | null;
}

function traceOf(element: HTMLElement | SVGElement): Omit<Trace, 'dialog' | 'opener'> {
  const around: HTMLElement[] = [];
  for (let at = element.parentElement; at !== null; at = at.parentElement) around.push(at);
  const group = element.closest<HTMLElement>('[role][aria-label]');
  return {
    element,
    around,
    group: group === null || group === element ? null : groupName(group),
    place: group === null ? 0 : Math.max(0, focusableIn(group).indexOf(element)),
  };
}

/** The candidates for the focus, best first; elements that cannot take it are skipped. */
function* heirsOf({ element, around, group, place }: Trace): Generator<HTMLElement | SVGElement> {
  if (element.isConnected) yield element;
  const groups = [...document.querySelectorAll<HTMLElement>('[role][aria-label]')];
  const same = group === null ? undefined : groups.find((other) => groupName(other) === group);
  if (same !== undefined) {
    const controls = focusableIn(same);
    // A picture has no order that a reader knows: its tab stop is the element that the picture is about.
    if (element instanceof SVGElement) yield* controls.filter(({ tabIndex }) => tabIndex === 0);
    const next = controls[Math.min(place, controls.length - 1)];
    if (next !== undefined) yield next;
    yield same;
  }
  for (const stayed of around) {
    if (!stayed.isConnected || stayed === document.body) continue;
    const grid = stayed.querySelector<HTMLElement>('[role=grid], [role=treegrid]');
    if (grid !== null) yield grid;
    if (stayed.tabIndex >= -1 && stayed.hasAttribute('tabindex')) yield stayed;
    yield* focusableIn(stayed).filter(({ tabIndex }) => tabIndex >= 0);
  }
}

function groupName(group: Element): string {
  return `${String(group.getAttribute('role'))} ${String(group.getAttribute('aria-label'))}`;
}

function focusableIn(element: Element): readonly (HTMLElement | SVGElement)[] {
  return [...element.querySelectorAll<HTMLElement | SVGElement>(FOCUSABLE)].filter(
    (control) => control.getAttribute('aria-hidden') !== 'true',
  );
}
