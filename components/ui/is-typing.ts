/** What takes the keys of the page: fields, and what is open in front of it. */
const TAKES_KEYS = [
  'input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=submit])',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable=false])',
  '[role=textbox]',
  '[role=menu]',
  '[role=listbox]',
].join();

/** Whether a key goes into a field or a menu, or a dialog is in front: keys of the page have to wait. */
export function isTyping({ target }: { readonly target: EventTarget | null }): boolean {
  if (document.querySelector('dialog[open], [role=dialog], [role=menu]') !== null) return true;
  return target instanceof Element && target.closest(TAKES_KEYS) !== null;
}
