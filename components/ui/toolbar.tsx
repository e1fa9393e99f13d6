'use client';

import {
  useEffectEvent,
  useLayoutEffect,
  useRef,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { commandOfKey, isKey, keyAmong, type ControlKey } from './key-press';

const CONTROLS = 'button:not(:disabled), a[href], input:not([type=hidden], :disabled), select';

/**
 * A group of controls with a single tab stop; arrow keys move between the controls. A text field inside keeps the arrow keys
 * while its caret can move.
 */
export function Toolbar({
  label,
  className,
  direction = 'row',
  role = 'toolbar',
  controls = CONTROLS,
  children,
}: {
  readonly label: string;
  readonly className?: string | undefined;
  /** The arrow keys that move. Default `row`: left and right. */
  readonly direction?: 'row' | 'column';
  /** `none` when the surrounding element has the name. Default `toolbar`. */
  readonly role?: 'toolbar' | 'none';
  /** A selector of the controls. Default: every control. */
  readonly controls?: string;
  readonly children: ReactNode;
}) {
  const bar = useRef<HTMLDivElement>(null);
  const stop = useRef<Element | null>(null);

  function stopAt(element: Element | undefined) {
    const all = controlsOf(bar.current, controls);
    const next = all.find((control) => control === element) ?? all[0];
    stop.current = next ?? null;
    for (const control of all) {
      const tabIndex = control === next ? 0 : -1;
      if (control.tabIndex !== tabIndex) control.tabIndex = tabIndex;
    }
  }

  const keep = useEffectEvent(() => stopAt(stop.current ?? undefined));

  // The browser's tab order; controls may be added and removed.
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return;
    keep();
    const observer = new MutationObserver(() => keep());
    const attributeFilter = ['tabindex', 'disabled'];
    observer.observe(element, { childList: true, subtree: true, attributeFilter });
    return () => observer.disconnect();
  }, []);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.defaultPrevented || isForText(event, direction)) return;
    const step = commandOfKey(event, STEPS[direction]);
    const all = controlsOf(bar.current, controls);
    const at = all.findIndex((control) => control === event.target);
    if (step === undefined || at === -1) return;
    event.preventDefault();
    all[step(at, all.length)]?.focus();
  }

  return (
    <div
      ref={bar}
      role={role}
      aria-label={role === 'none' ? undefined : label}
      aria-orientation={role === 'toolbar' && direction === 'column' ? 'vertical' : undefined}
      className={className}
      onKeyDown={onKeyDown}
      onFocus={({ target }: FocusEvent) => stopAt(target)}
    >
      {children}
    </div>
  );
}

/** Whether a key moves the caret inside a text field. */
function isForText(event: KeyboardEvent, direction: 'row' | 'column'): boolean {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || !/^(text|search)$/.test(target.type)) return false;
  const { value, selectionStart, selectionEnd } = target;
  if (value === '') return false;
  if (keyAmong(event, ['Home', 'End']) !== undefined) return true;
  if (direction === 'column') return false;
  const isAtEdge = isKey(event, 'ArrowLeft') ? selectionEnd === 0 : selectionStart === value.length;
  return !isAtEdge;
}

type Step = (at: number, count: number) => number;

const onward: Step = (at, count) => (at + 1) % count;
const back: Step = (at, count) => (at - 1 + count) % count;
const ends: readonly (readonly [ControlKey, Step])[] = [
  ['Home', () => 0],
  ['End', (_, count) => count - 1],
];

const STEPS = {
  row: new Map<ControlKey, Step>([['ArrowRight', onward], ['ArrowLeft', back], ...ends]),
  column: new Map<ControlKey, Step>([['ArrowDown', onward], ['ArrowUp', back], ...ends]),
};

/** In page order, without hidden ones. */
function controlsOf(bar: HTMLElement | null, selector: string): readonly HTMLElement[] {
  if (bar === null) return [];
  return [...bar.querySelectorAll<HTMLElement>(selector)].filter(
    (control) => control.offsetParent !== null || !isLaidOut(control),
  );
}

/** Without layout, as in jsdom, nothing counts as hidden. */
function isLaidOut(element: Element): boolean {
  return element.ownerDocument.documentElement.clientWidth > 0;
}
