import { shownName, type ShownText } from '@/components/ui/shown-text';

const MAX_LENGTH = 60;

/** The path of a field without the details around it: `status` for `details.status`. */
export function fieldLabel(path: string): ShownText {
  return shownName(path.replace(/^details\./, ''), MAX_LENGTH);
}
