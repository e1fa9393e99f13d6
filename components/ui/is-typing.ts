/** Whether a key goes into a field, or a dialog is in front: keys of the page have to wait. */
export function isTyping({ target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open], [role=dialog]') !== null) return true;
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox]), select, textarea, [contenteditable]')
  );
}
