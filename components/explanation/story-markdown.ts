import type { StoryStep } from './tell-story';
import { turnsText } from './turns-text';

/** The story as Markdown: a heading with the question, a numbered list, and a link to the view. */
export function storyMarkdown(
  question: string,
  steps: readonly StoryStep[],
  address: string,
): string {
  const lines = steps.map((step, at) => {
    const who = step.agent === '' ? '' : `, ${step.agent}`;
    const why = step.reasons.length === 0 ? '' : ` — ${step.reasons.join('; ')}`;
    const fork = step.fork === undefined ? '' : ` — ${step.fork}`;
    const link = step.link === undefined ? '' : ` (${step.link})`;
    return `${String(at + 1)}. **${turnsText(step)}${escapeMarkdown(who)}**${link}: ${escapeMarkdown(step.text + why + fork)}`;
  });
  return [`## ${escapeMarkdown(question)}`, '', ...lines, '', `<${address}>`, ''].join('\n');
}

/** Text of events is text: it makes no emphasis, link or HTML. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`);
}
