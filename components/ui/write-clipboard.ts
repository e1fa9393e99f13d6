/** Writes a text to the clipboard; `false` when the browser denies that, as for pages that are neither local nor on https. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
