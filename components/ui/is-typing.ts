/** Elements that take the keys of the page: fields, and open overlays. */
const TAKES_KEYS = [
  'input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=submit])',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable=false])',
  '[role=textbox]',
  '[role=menu]',
  '[role=listbox]',
].join();

/** Whether a key goes to a field, a menu or a dialog, so that keys of the page must wait. */
export function isTyping({ target }: { readonly target: EventTarget | null }): boolean {
  if (document.querySelector('dialog[open], [role=dialog], [role=menu]') !== null) return true;
  return target instanceof Element && target.closest(TAKES_KEYS) !== null;
}
