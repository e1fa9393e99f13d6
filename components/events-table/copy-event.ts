import { api } from '@/components/api';
import { writeClipboard } from '@/components/ui/write-clipboard';
import { curlCommand } from '@/lib/api/curl-command';
import { viewLink } from '@/components/ui/view-link';

/** The forms in which an event can be copied. */
export const COPY_FORMS = ['JSON', 'curl', 'link'] as const;
export type CopyForm = (typeof COPY_FORMS)[number];

/** Copies an event; resolves to a message about the result. */
export async function copyEvent(
  form: CopyForm,
  simulationId: string,
  eventId: string,
): Promise<string> {
  try {
    const text = await textOf(form, simulationId, eventId);
    const isCopied = await writeClipboard(text);
    return isCopied ? `Copied ${form}` : 'The browser forbids copying here';
  } catch (error) {
    return `Not copied: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function textOf(form: CopyForm, simulationId: string, eventId: string): Promise<string> {
  switch (form) {
    case 'JSON':
      // The line as in the file: parsing and writing it would change numbers.
      return api.getEventLine(simulationId, eventId);
    case 'curl':
      return curlCommand(window.location.origin, simulationId, eventId);
    case 'link':
      return viewLink(window.location.href, eventId);
  }
}
