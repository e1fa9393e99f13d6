import { describeEvent } from '@/components/event-type/describe-event';
import type { StoredEvent } from '@/lib/events/read-event';
import type { StoryStep } from './tell-story';
import { turnsText } from './turns-text';

/** The story as Markdown: a heading with the question, a numbered list, and a link to the view. */
export function storyMarkdown(
  question: 'why' | 'effect',
  event: StoredEvent,
  steps: readonly StoryStep[],
  address: string,
): string {
  const heading =
    question === 'why' ? `Why: ${describeEvent(event)}` : `What came of: ${describeEvent(event)}`;
  const lines = steps.map((step, at) => {
    const who = step.agent === '' ? '' : `, ${step.agent}`;
    const why = step.reasons.length === 0 ? '' : ` — unusual: ${step.reasons.join('; ')}`;
    const link = step.link === undefined ? '' : ` (${step.link})`;
    return `${String(at + 1)}. **${turnsText(step)}${escapeMarkdown(who)}**${link}: ${escapeMarkdown(step.text + why)}`;
  });
  return [`## ${escapeMarkdown(heading)}`, '', ...lines, '', `<${address}>`, ''].join('\n');
}

/** Text of events is text: it makes no emphasis, link or HTML. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`);
}
