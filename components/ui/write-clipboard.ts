/** Puts a text on the clipboard; `false` where the browser withholds it from a page that is neither local nor on https. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
